//! A right secret as its item knows it, whether password or activation code: what gives its try
//! back, and what opens a procedure, is written once for both.

use secrets::{EntryId, Era, PersonKey, StoredHash};

use crate::{
    Error, Storage,
    item::{self, Item, Sms},
    tables::Place,
    write::Write,
};

/// A right secret and its item.
pub(crate) struct Secret {
    pub(crate) place: Place,
    pub(crate) person: PersonKey,
    /// The attribute that says that the same secret still holds, and its value: a password's
    /// `era`, a code's `act`.
    pub(crate) guard: &'static str,
    pub(crate) guarded: Vec<u8>,
    /// The attribute of its hash, and the hash made anew if it is outdated.
    pub(crate) hash: &'static str,
    pub(crate) rehash: Option<StoredHash>,
    pub(crate) me: EntryId,
    pub(crate) opened: usize,
    pub(crate) sms: Sms,
    /// The era of the password when the try was taken.
    pub(crate) era: Option<Era>,
}

impl Secret {
    pub(crate) fn still_holds(&self, item: &Item) -> Result<bool, Error> {
        Ok(item.bytes(self.guard)? == Some(self.guarded.as_slice()))
    }
}

impl Storage {
    /// Gives back the try of a right entry that opens nothing.
    ///
    /// With a hash made anew, only while the same secret holds; if another was set meanwhile, that
    /// has emptied the set.
    pub(crate) async fn give_back(&self, secret: &Secret) -> Result<(), Error> {
        let Some(rehash) = &secret.rehash else {
            return self.delete_try(secret.place.clone(), secret.me).await;
        };
        let write = Write::to(secret.place.clone())
            .update(format!("SET #{} = :hash DELETE #tries :mine", secret.hash))
            .only_if(format!("#{} = :guard", secret.guard))
            .value(":hash", item::text(rehash.as_str()))
            .value(":guard", item::bytes(&secret.guarded))
            .value(":mine", item::set_of_one(secret.me.as_bytes()));
        self.write(&write).await?;
        Ok(())
    }

    /// Takes one id out of a set of tries. There is no race: nobody else has this id.
    pub(crate) async fn delete_try(&self, place: Place, me: EntryId) -> Result<(), Error> {
        let write = Write::to(place)
            .update("DELETE #tries :mine")
            .only_if("attribute_exists(#pk)")
            .value(":mine", item::set_of_one(me.as_bytes()));
        self.write(&write).await?;
        Ok(())
    }
}

/// The condition that the history is still the one that was read, with its value.
pub(crate) fn same_turn(sms: &Sms, write: Write) -> (&'static str, Write) {
    match sms.turn {
        None => ("attribute_not_exists(#sms)", write),
        Some(turn) => (
            "#sms.#no = :turn",
            write.value(":turn", item::bytes(turn.as_bytes())),
        ),
    }
}
