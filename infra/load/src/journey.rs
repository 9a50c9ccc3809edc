//! What people set out to do, and how often. How they go is in [`crate::ways`].

use crate::{client::Step, person::Life};

/// What somebody sets out to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Journey {
    /// From a registration act to a password and a first login.
    Activation,
    /// With the password alone.
    Login,
    /// With password and one-time code.
    LoginWithCode,
    /// Another password, by the one in force.
    Change,
    /// Another password, by the activation code.
    Reset,
    /// Typing errors, then the right password.
    WrongPasswords,
    /// Until the password is blocked; a reset leads out.
    BlockedPassword,
    /// Typing errors, then the right activation code.
    WrongCodes,
    /// Until the activation code is blocked; another act leads out.
    BlockedCode,
    /// Passwords that are none any more.
    DeadPasswords,
    /// A login whose first code is late, so that another one is asked for.
    AnotherCode,
    /// Another registration act; for some at a higher level.
    SecondAct,
    /// Away, and back by another act.
    Unsubscribing,
}

/// How many of 100 journeys are of which kind.
const MIX: [(Journey, u32); 12] = [
    (Journey::Login, 30),
    (Journey::LoginWithCode, 18),
    (Journey::Change, 8),
    (Journey::Reset, 8),
    (Journey::WrongPasswords, 10),
    (Journey::BlockedPassword, 4),
    (Journey::WrongCodes, 5),
    (Journey::BlockedCode, 2),
    (Journey::DeadPasswords, 4),
    (Journey::AnotherCode, 2),
    (Journey::SecondAct, 5),
    (Journey::Unsubscribing, 4),
];

impl Journey {
    /// One of those that are mixed, by a number below 100.
    #[must_use]
    pub fn drawn(mut number: u32) -> Self {
        for (journey, share) in MIX {
            if number < share {
                return journey;
            }
            number -= share;
        }
        Self::Login
    }

    /// As it is told.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Activation => "activation",
            Self::Login => "login",
            Self::LoginWithCode => "login with a code",
            Self::Change => "change",
            Self::Reset => "reset",
            Self::WrongPasswords => "wrong passwords, then the right one",
            Self::BlockedPassword => "password blocked, then reset",
            Self::WrongCodes => "wrong activation codes, then reset",
            Self::BlockedCode => "activation code blocked, then another act and reset",
            Self::DeadPasswords => "older passwords",
            Self::AnotherCode => "login with another code",
            Self::SecondAct => "another registration act",
            Self::Unsubscribing => "unsubscribing and coming back",
        }
    }
}

impl Life {
    /// What somebody does now.
    pub fn next_journey(&mut self, drawn: u32) -> Journey {
        if self.passwords.is_empty() {
            return Journey::Activation;
        }
        // A password that is not known, or blocked, is no way on.
        if self.password().is_none() || self.by_password.may_be_blocked() {
            return Journey::Reset;
        }
        Journey::drawn(drawn)
    }

    /// Goes all the way.
    ///
    /// # Errors
    /// [`Stop`](crate::client::Stop)
    pub async fn go(&mut self, journey: Journey) -> Step<()> {
        self.client.remember(&format!("— {}", journey.as_str()));
        match journey {
            Journey::Activation => self.activates().await?,
            Journey::Login => self.logs_in().await?,
            Journey::LoginWithCode => self.logs_in_with_a_code().await?,
            Journey::Change => self.changes().await?,
            Journey::Reset => self.resets().await?,
            Journey::WrongPasswords => self.mistypes().await?,
            Journey::BlockedPassword => self.is_blocked_and_resets().await?,
            Journey::WrongCodes => self.mistypes_the_code().await?,
            Journey::BlockedCode => self.blocks_the_code().await?,
            Journey::DeadPasswords => self.enters_dead_passwords().await?,
            Journey::AnotherCode => self.asks_for_another_code().await?,
            Journey::SecondAct => self.registers_again().await?,
            Journey::Unsubscribing => self.goes_and_comes_back().await?,
        }
        if self.client.once_in(2) {
            self.look_at_sessions().await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mix_is_whole() {
        assert_eq!(MIX.iter().map(|(_, share)| share).sum::<u32>(), 100);
        for (number, (journey, _)) in [(0, MIX[0]), (30, MIX[1]), (99, MIX[11])] {
            assert_eq!(Journey::drawn(number), journey);
        }
    }
}
