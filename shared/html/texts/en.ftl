# English.

### On every page

skip = Skip to main content
languages = Language of this page
home-link = Llave, home page
help-title = Do you need help?
help-phone = Help telephone:
foot-label = About this service
foot-advice = Password advice
foot-requirements = Technical requirements
foot-accessibility = Accessibility
foot-privacy = Privacy and cookies
error-prefix = Error:
required-legend = Fields marked with (*) are required.
field-error = { $field }: { $error }
step = Step { $step } of { $steps }
continue = Continue
start-again = Start again
go-home = Go to the home page
show = Show
hide = Hide
show-label = Show: { $field }
hide-label = Hide: { $field }
shown-now = What you have typed is visible.
hidden-now = What you have typed is hidden.
missing-language = This page is not yet in the language you have chosen. We show it to you in Spanish.
missing-available = Languages in which it is available:

### Dates and times

month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
day = { $day } { $month } { $year }
moment = { $day }, { $time } (mainland Spain time)
minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
seconds = { $count ->
    [one] { $count } second
   *[other] { $count } seconds
}

### Fields

field-document-type = Type of document
field-document-number = Number of the document
hint-document-number = With its letter. For example, 12345678Z or X1234567L.
field-dni-or-nie = DNI or NIE
field-email = E-mail
hint-email = The one you gave when you registered.
field-activation-code = Activation code
hint-activation-code = It has { $symbols } letters and numbers. It is in the document you received when you registered. Hyphens and capital letters do not matter.
robot-answer = Answer
hint-answer = This is to check that you are not an automatic program.
field-otp = SMS code
hint-otp = It has { $digits } digits.
field-password = Password
field-current-password = Current password
field-new-password = New password
field-with-code = Also ask for a code by SMS
hint-with-code = It is safer. Some services require it.
field-understood = I understand that I will lose access and I want to close my account
field-registrar-token = Registrar’s token
hint-registrar-token = The one your organisation has given you. The test server prints it when it starts.
field-valid-until = DNI: valid until
field-issued-on = Permanent DNI: date of issue
hint-issued-on = Only if the DNI shows 01-01-9999 as its date of validity.
field-support-number = NIE: support number
hint-support-number = E or C and eight digits. For example, E87654321.
field-given-name = Given name
field-first-surname = First surname
field-second-surname = Second surname
field-phone = Mobile phone
hint-phone = Codes will be sent to this number. It can belong to one person only.
field-desk-email = E-mail
hint-desk-email = The person will have to type it to activate their Llave.
field-level = Level of registration
field-method = Way of registration
field-terms = The person has read the terms (version { $version }) and accepts them
dni = DNI
nie = NIE
level-basic = Basic
level-advanced = Advanced
method-office = At the office
method-certificate = With a digital certificate
method-video = By video
method-letter = By letter

### Checking that it is no robot

robot-title = Automatic check
robot-widget = Your device makes this check for you. There is nothing for you to solve.
robot-label = I am not an automatic program
robot-verifying = Checking…
robot-verified = Checked
robot-error = The check has failed. Please try again.
robot-expired = The check has expired. Please try again.
robot-other-question = Ask me another question
robot-no-answer = If you cannot answer, call the help telephone.
robot-needs-script = For this check, the browser has to allow JavaScript. If that is not possible, call the help telephone.

### Home

home-title = One key for public services
home-lead = With Llave you identify yourself on the internet with your DNI or NIE and a password that you choose. Where the service asks for it, also with a code that you receive by SMS.
home-tasks = What do you want to do?
home-activate = Activate my Llave
home-activate-what = It is my first time and I have the activation code.
home-login = Log in
home-login-what = I already have a password.
home-reset = I have forgotten my password, or it is blocked
home-reset-what = I want to set another one with my activation code.
home-change = Change my password
home-change-what = I know it, or it has expired, and I want another one.
home-unsubscribe = Close my account
home-unsubscribe-what = I do not want to use Llave any more.
home-register = If you have not registered yet
home-register-how = Register at a registration office, with your document, a mobile phone and an e-mail address, or with a digital certificate. You will get a document with your activation code: keep it, because you also need it to recover your password.
home-safety = For your safety
home-safety-never = Nobody from Llave will ever ask you for your password or your codes by telephone, by e-mail or by message. Type them on this site only.

### Activating and recovering the password

activate-title = Activate your Llave
activate-intro = With these details we check that it is you. Then we will send you a code by SMS and you can create your password.
reset-title = Set another password
reset-intro = If you have forgotten your password, or it is blocked, you can set another one. We will check that it is you and send you a code by SMS.
code-need = You will need
code-need-document = your DNI or NIE;
code-need-email = the e-mail address you gave when you registered;
code-need-code = your activation code;
code-need-phone = the mobile phone you gave when you registered, to receive an SMS.
code-lost = Do you not have the activation code?
code-lost-how = It is in the document you received when you registered. If you have lost it, or it is blocked, register again at a registration office or with a digital certificate and you will get a new one.

### The SMS code

otp-title = Type the SMS code
otp-sent = We have sent an SMS with a code to the mobile phone you gave when you registered.
otp-good-until = The code is valid until { $time } (mainland Spain time).
otp-time-left = Time left: { $left }.
otp-resent = We have sent you another code. The one before is no longer valid.
otp-warning = The code stops being valid in less than a minute. If you need more time, you can ask for another one.
otp-over = The code is no longer valid. Ask for another one.
otp-missing = Have you not received the SMS?
otp-missing-wait = It may take a couple of minutes. Check that your phone has coverage and that it is the number you gave when you registered.
otp-missing-number = If you no longer have that number, register again at a registration office or with a digital certificate.
otp-resend = Send me another code
otp-resend-at = You can ask for another code from { $time } on.
otp-resend-in = Seconds left: { $seconds }.
otp-resend-now = You can ask for another code now.
otp-codes-left = { $count ->
    [0] We cannot send you any more codes in this procedure.
    [one] We can send you one more code.
   *[other] We can send you { $count } more codes.
}

### The new password

new-password-title = Create your password
new-password-intro = We have checked that it is you. Now choose your password.
new-password-until = You have until { $time } (mainland Spain time) to finish.
new-password-warning = There are two minutes left to create the password. After that, you will have to start again.
new-password-over = The time is over. Please start again.
new-password-save = Save the password
rules-title = The password must
rule-length = have at least { $min } characters and at most { $max };
rule-classes = if it has fewer than { $free } characters, combine at least { $required } of these four kinds: lower case letters, capital letters, digits and symbols;
rule-alphabet = if it has fewer than { $free } characters, use only letters from A to Z, with accents, ñ or ç, digits and these symbols: { $symbols }
rule-personal = not contain your name, your surnames or the number of your document;
rule-history = { $count ->
    [one] be different from the one you have now;
   *[other] be different from the last { $count };
}
rule-common = not be a very common password.
rules-sentence = A long sentence that only you know is safe and easy to remember.
rule-met = met
rule-unmet = not yet
rules-count = Requirements met: { $met } of { $all }.
rules-more = More advice on choosing a good password

### Logging in

login-title = Log in
login-button = Log in
login-code-required = The service you are about to enter asks for more security: after the password we will send you a code by SMS.
login-forgotten = I have forgotten my password, or it is blocked
login-first = It is my first time: activate my Llave
session-title = You are logged in
session-intro = You have identified yourself correctly.
session-last = Your last access
session-last-none = This is the first time you log in.
session-not-you = If the last access was not yours, change your password now and call the help telephone.
session-assurance = How you logged in
session-low = With your password (low level)
session-substantial = With your password and a code by SMS (substantial level)
session-expiry = Expiry of your password
session-expiry-never = It does not expire
session-ends = The session ends
session-ends-later = The session lasts longer if you keep using it.
session-warning = The session is about to end. Reload this page if you want to stay logged in.
session-over = The session has ended. Please log in again.
session-rights = Your rights and duties
session-right-use = You can use Llave with every public service that accepts it, change your password, and close your account whenever you want.
session-right-data = You can find out what data we hold about you, correct them, and ask for them to be erased.
session-duty-secret = Your password and your codes are for you alone: do not share them with anybody.
session-duty-report = If you think that somebody knows them, or you lose your mobile phone, change your password and call the help telephone.
session-logout = Log out

### Changing the password

change-title = Change the password
change-intro = Type your current password and the new one. Then we will send you a code by SMS to confirm the change. You can also do this if your password has expired.
change-button = Change the password

### Leaving

unsubscribe-title = Close your account
unsubscribe-warning = This cannot be undone on this site
unsubscribe-means = If you close your account:
unsubscribe-means-password = your password and your activation code stop working at once;
unsubscribe-means-services = you will not be able to enter any public service with Llave;
unsubscribe-means-sessions = all your open sessions are closed;
unsubscribe-means-back = to come back you will have to register again at a registration office or with a digital certificate.
unsubscribe-instead = If you have only forgotten your password, you do not need to close your account.
unsubscribe-then = Next we will send you a code by SMS. Your account is not closed until you type it.
unsubscribe-button = Continue closing my account
unsubscribe-no = Do not close it, and go back to the home page

### Good ends

activated-title = Your Llave is active
activated-text = You can now enter public services with your DNI or NIE and your password.
reset-done-title = Your new password is set
reset-done-text = The old one no longer works, and the sessions you had open are closed.
changed-title = Your password has been changed
changed-text = The old one no longer works, and the sessions you had open are closed.
unsubscribed-title = Your account is closed
unsubscribed-text = Your password and your activation code no longer work. To use Llave again, register at a registration office or with a digital certificate.
logged-out-title = You have logged out
logged-out-text = Your session is closed. If you share this device, close the browser too.
done-expires = Your password is valid until { $day }.
done-keep-code = Keep your activation code: you need it to set another password if you forget this one.
entered-unseen-title = This step was already finished
entered-unseen-text = You have already logged in with this code, but the answer did not reach this browser. Log in again: the earlier session closes by itself.
done-again = This step was already finished. Everything is in order and there is no need to repeat it.

### Problems

next-title = What you can do now
next-register = To register again, go to a registration office or use your digital certificate.
next-wait = Wait a little and try again.
next-back = Go back in your browser and check the details.
next-call = If you do not know how to go on, call the help telephone.
next-desk = Back to registering people
stale-title = We could not accept the form
stale-detail = The page had been open for too long, or the browser does not accept the cookies of this site. Nothing has been done: check the details and send it again.
problem-reference = Reference of this problem, in case you call:
problem-technical = Technical details
problem-type = Type
problem-status = HTTP status

### Password advice

advice-title = Password advice
advice-choose = How to choose it
advice-choose-long = Long is better than complicated. With { $free } characters or more you can write whatever you want: a sentence with spaces is easy to remember and hard to guess.
advice-choose-personal = Do not use your name, dates of birth, telephone numbers or names of relatives.
advice-choose-runs = Do not use runs of the keyboard (“asdf”, “1234”) or repetitions (“111222”).
advice-choose-unique = Do not use the same password on other sites.
advice-keep = How to keep it
advice-keep-manager = You can use a password manager: these pages allow pasting and filling in.
advice-keep-secret = Do not share it with anybody, and do not leave it written where others can see it.
advice-keep-ask = Nobody from Llave will ever ask you for it, neither by telephone, nor by e-mail, nor by message.
advice-limits = Attempts and expiry
advice-limits-password = After { $limit } wrong passwords in a row, the next one blocks it. To unblock it, set another one with your activation code.
advice-limits-code = After { $limit } wrong activation codes, the next one blocks the code. To get a new one, register again.
advice-limits-otp = After { $limit } wrong SMS codes, the next one ends the procedure and you have to start again.
advice-expiry = The password expires. After logging in you see until when yours is valid. Once it has expired, you can change it.
advice-expiry-never = The password does not expire.

### Technical requirements

requirements-title = Technical requirements
requirements-browser = Any current browser will do, on a computer, a tablet or a phone. There is nothing to install.
requirements-script = JavaScript is not needed. If your browser allows it, there is some help: showing the password, seeing which requirements it meets, counting the time left.
requirements-cookies = The browser must accept cookies from this site. We only use those that are strictly necessary.
requirements-phone = You need the mobile phone you gave when you registered, with coverage, to receive SMS.
requirements-clock = Times are those of mainland Spain. It does not matter if your clock is wrong.
requirements-tls = The address must begin with https:// and the browser must show that the connection is secure.

### Accessibility

accessibility-title = Accessibility statement
accessibility-commitment = We want everybody to be able to use Llave by themselves: with a keyboard, with a screen reader, with enlarged text, with little sight or with an old phone.
accessibility-status = Conformance
accessibility-status-text = These pages are made to meet the WCAG 2.2 guidelines at levels A and AA, which include what Spanish Royal Decree 1112/2018 requires (standard EN 301 549).
accessibility-how = How we check it
accessibility-how-text = All pages, in all languages, are checked with automatic tools at every change. Tools do not find everything: if something is hard for you, please tell us.
accessibility-login = Logging in without memory tests or puzzles
accessibility-login-paste = You can paste the password and the codes, or let your password manager or your phone fill them in (WCAG 2.2, criterion 3.3.8).
accessibility-login-robot = The check against robots is made by your device, without you solving anything.
accessibility-login-question = Without JavaScript, that check is a simple question. If you cannot answer it, ask for another one or call the help telephone, and a person will help you.
accessibility-time = For security, codes and sessions last a limited time. We tell you before it ends, and you can always ask for another code or start again.
accessibility-feedback = Tell us what fails
accessibility-feedback-text = If you meet a barrier, or need this information in another form, write or call:
accessibility-feedback-claim = If we do not answer within twenty working days, or the answer does not satisfy you, you can make a formal complaint.

### Privacy and cookies

privacy-title = Privacy and cookies
privacy-who = Who answers for your data
privacy-data = What we keep, and what for
privacy-data-registration = From your registration: name, document, mobile phone and e-mail. They serve only to identify you and to send you codes.
privacy-data-secrets = We do not keep your password or your activation code: only a fingerprint from which they cannot be obtained.
privacy-data-access = From your use: when you last logged in, and how many failed attempts there have been.
privacy-cookies = Cookies
privacy-cookies-text = We only use strictly necessary cookies, and that is why we do not ask for your permission. None of them tracks you and none is from a third party:
privacy-cookies-session = one for your session or for the procedure you have under way, which is deleted when it ends;
privacy-cookies-language = one to remember the language you have chosen;
privacy-cookies-forms = one to protect the forms.
privacy-rights = Your rights
privacy-rights-text = You can ask to see your data, to correct or erase them, to limit their use or to object to it. You can also complain to the Spanish Data Protection Agency.
privacy-third = These pages load nothing from other sites.

### The registrar’s desk

desk-title = Registrar’s desk
desk-intro = For registrars. Sign in with your token.
desk-sign-in = Sign in
desk-form-title = Register a person
desk-form-intro = Check the person’s document and type the details exactly as they appear on it.
desk-document = Document
desk-contrast = Fill in the one that belongs to the document, and leave the others empty.
desk-person = Person
desk-contact = Contact
desk-act = Registration
desk-register = Register
desk-leave = Finish and sign out
desk-result-title = The person is registered
desk-result-code = Activation code
desk-result-once = This code is shown only now. Give it to the person in the document: nobody will be able to see it again.
desk-result-level = Level of registration
desk-result-method = Way of registration
desk-result-at = Date and time
desk-result-document = Download the document (PDF)
desk-result-language = Language of the document
desk-result-next = Register another person

### The test server’s SMS

inbox-title = SMS sent
inbox-intro = This test server sends no SMS: it leaves them here, the newest first.
inbox-empty = There are none yet.
inbox-to = To { $phone }
inbox-refresh = Refresh
