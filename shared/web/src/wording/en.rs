//! English.

use super::{Errors, Text, Violations, Wording};

const REFUSED: &str = "The details are not correct";
const TOO_MANY_MESSAGES: &str = "Too many codes have been sent";

pub(super) static WORDING: Wording = Wording {
    invalid_request: Text {
        title: "Some details need correcting",
        detail: "Something is missing or is not written as it should be. Correct what is pointed \
                 out and send it again.",
    },
    challenge_failed: Text {
        title: "The automatic check did not succeed",
        detail: "This check protects the service from robots; it lasts a short time and works \
                 only once. Please try again: there will be a new check, and you have not used up \
                 any attempt.",
    },
    unauthenticated: Text {
        title: "You need to log in",
        detail: "You have not logged in, or your session has ended. Please log in again.",
    },
    forbidden: Text {
        title: "You do not have permission to do this",
        detail: "Your login is valid, but it does not allow you to do this. If you think it \
                 should, please ask whoever manages permissions.",
    },
    refused_one: Text {
        title: REFUSED,
        detail: "Please check what you have typed and try again. You have only one attempt left.",
    },
    refused_other: Text {
        title: REFUSED,
        detail: "Please check what you have typed and try again. You have {attempts} attempts \
                 left.",
    },
    activation_code_blocked: Text {
        title: "The activation code is blocked",
        detail: "There have been too many attempts and, for security, the code is no longer \
                 accepted. Waiting will not unblock it: to get a new code, register again at a \
                 registration office or with a digital certificate.",
    },
    password_blocked: Text {
        title: "The password is blocked",
        detail: "There have been too many attempts and, for security, the password is no longer \
                 accepted. Waiting will not unblock it: set a new password with your activation \
                 code. If you do not have that code, register again at a registration office or \
                 with a digital certificate.",
    },
    password_expired: Text {
        title: "Your password has expired",
        detail: "To log in again, change it for a new one. You can also reset it with your \
                 activation code.",
    },
    assurance_not_reachable: Text {
        title: "A higher level of registration is needed",
        detail: "The service you want to enter asks for more security than your registration \
                 gives, which is of the basic level. To raise your level, register at a \
                 registration office or with a digital certificate.",
    },
    phone_in_use: Text {
        title: "The mobile number is already in use",
        detail: "That number is registered to another person, and each person must have their \
                 own. Check the number or give another one.",
    },
    level_held: Text {
        title: "The person already has a higher level of registration",
        detail: "Nothing has been changed. To register this person again you need a method of the \
                 advanced level, such as the office or the digital certificate.",
    },
    procedure_ended: Text {
        title: "This procedure cannot continue",
        detail: "It is already complete, its time is over, or there are no attempts left. If you \
                 did not complete it, please start again.",
    },
    otp_expired: Text {
        title: "The SMS code is no longer valid",
        detail: "Each code lasts a short time. Ask for another one and type the last one that \
                 arrives on your mobile.",
    },
    password_rejected: Text {
        title: "The password does not meet the requirements",
        detail: "Correct what is pointed out, or choose another password, and try again.",
    },
    too_soon: Text {
        title: "It is too soon to ask for another code",
        detail: "The last code may still arrive. If it does not, ask for another one when the \
                 waiting time is over. Seconds left: {seconds}.",
    },
    too_many_messages_wait: Text {
        title: TOO_MANY_MESSAGES,
        detail: "We have already sent you all the codes that are allowed in one day. You can ask \
                 for another one later. Hours left: {hours}.",
    },
    too_many_messages_procedure: Text {
        title: TOO_MANY_MESSAGES,
        detail: "We have already sent you all the codes of this procedure. Type the last one you \
                 received, or start again.",
    },
    message_not_sent: Text {
        title: "We could not send the SMS",
        detail: "The fault is ours and nothing has been lost. Please wait a little and ask for \
                 another code. Seconds left: {seconds}.",
    },
    temporarily_unavailable: Text {
        title: "The service is not available at the moment",
        detail: "The fault is ours. Please wait a little and try again; if it does not work, \
                 start again from the beginning. Seconds left: {seconds}.",
    },
    not_found: Text {
        title: "This address does not exist",
        detail: "Check that it is written correctly, or go back to the home page.",
    },
    method_not_allowed: Text {
        title: "This address does not accept that method",
        detail: "Use one of the methods given in the documentation of the service.",
    },
    content_too_large: Text {
        title: "The data sent is too large",
        detail: "Send only the details that are asked for and try again.",
    },
    unsupported_media_type: Text {
        title: "The format of the data is not accepted",
        detail: "Send the data as JSON, with “content-type: application/json”.",
    },
    errors: Errors {
        missing: "This is missing; please complete it.",
        wrong_type: "This is not of the expected type.",
        malformed: "This is not written correctly; please check it.",
        unknown_value: "This is not one of the accepted values; please choose another.",
        check_letter: "The letter does not match the number; please check both.",
        not_in_force: "According to this date, the document is not in force; check the date or \
                       use a document that is.",
        not_allowed: "This is not accepted in this case; remove it or change it.",
    },
    violations: Violations {
        too_short: "Use at least {min} characters.",
        too_long: "Use at most {max} characters.",
        too_few_classes: "A short password must combine at least {required} of these four kinds: \
                          lower case letters, capital letters, digits and symbols.",
        characters: "A short password cannot have spaces or these characters: “{characters}”.",
        personal_data: "Do not use your name, your surnames or the number of your document.",
        common: "This password is very common and easy to guess; please choose another.",
        history_one: "This is the password you already have; please choose a different one.",
        history_other: "This is one of your last {last} passwords; please choose a different one.",
    },
};
