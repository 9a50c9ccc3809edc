//! One write: which item, what changes, on what condition; alone or in a transaction.
//!
//! In an expression `#name` is the attribute of that name, so no word of DynamoDB's own is in the
//! way. A write that meets another transaction is sent again here, with the same token, for as
//! long as its operation may wait: the SDK does not.

use std::{collections::HashMap, time::Duration};

use aws_sdk_dynamodb::{
    error::{ProvideErrorMetadata, SdkError},
    operation::{
        delete_item::DeleteItemError, put_item::PutItemError,
        transact_write_items::TransactWriteItemsError, update_item::UpdateItemError,
    },
    types::{
        AttributeValue, CancellationReason, ConditionCheck, Delete, Put, ReturnValue,
        ReturnValuesOnConditionCheckFailure, TransactWriteItem, Update,
        builders::TransactWriteItemBuilder,
    },
};
use rand::{CryptoRng, RngExt};
use tokio::time::Instant;

use crate::{
    Error, Storage,
    item::{Attributes, Item},
    tables::Place,
};

/// How long conflicts are waited out.
const PATIENCE: Duration = Duration::from_millis(1_200);
const FIRST_WAIT: Duration = Duration::from_millis(10);
const LONGEST_WAIT: Duration = Duration::from_millis(160);

/// One write to one item.
#[derive(Clone)]
pub(crate) struct Write {
    place: Place,
    update: String,
    condition: Option<String>,
    values: Attributes,
    if_refused: ReturnValuesOnConditionCheckFailure,
}

/// What a single write found.
pub(crate) enum Written {
    /// The condition held; the item as it is now.
    Done(Item),
    /// The condition did not hold; the item as it was, if there is one and it was asked for.
    Refused(Option<Item>),
}

/// What a transaction found: nothing, or for each of its writes whether its condition failed.
pub(crate) enum Transacted {
    Done,
    Refused(Vec<Option<Failed>>),
}

/// A condition that failed; the item as it was, if there is one.
pub(crate) struct Failed(pub(crate) Option<Item>);

/// One part of a transaction.
pub(crate) enum Part {
    Update(Write),
    Check(Write),
    Put(Place, Attributes),
    /// An item that is put only if the condition holds.
    PutIf(Write, Attributes),
    Delete(Write),
}

impl Write {
    pub(crate) fn to(place: Place) -> Self {
        Self {
            place,
            update: String::new(),
            condition: None,
            values: HashMap::new(),
            if_refused: ReturnValuesOnConditionCheckFailure::AllOld,
        }
    }

    /// If the condition does not hold, that is all that is answered: there is no item in the
    /// answer to tell one by.
    pub(crate) fn or_nothing(mut self) -> Self {
        self.if_refused = ReturnValuesOnConditionCheckFailure::None;
        self
    }

    pub(crate) fn update(mut self, expression: impl Into<String>) -> Self {
        self.update = expression.into();
        self
    }

    pub(crate) fn only_if(mut self, condition: impl Into<String>) -> Self {
        self.condition = Some(condition.into());
        self
    }

    pub(crate) fn value(mut self, name: &str, value: AttributeValue) -> Self {
        self.values.insert(name.to_owned(), value);
        self
    }

    fn key(&self) -> Attributes {
        HashMap::from([("pk".to_owned(), AttributeValue::S(self.place.pk.clone()))])
    }

    /// Every `#name` of both expressions.
    fn names(&self) -> Option<HashMap<String, String>> {
        let condition = self.condition.as_deref().unwrap_or_default();
        let names: HashMap<_, _> = [self.update.as_str(), condition]
            .into_iter()
            .flat_map(|expression| expression.split('#').skip(1))
            .map(|rest| {
                let end = rest
                    .find(|letter: char| !letter.is_ascii_alphanumeric())
                    .unwrap_or(rest.len());
                (format!("#{}", &rest[..end]), rest[..end].to_owned())
            })
            .collect();
        (!names.is_empty()).then_some(names)
    }

    /// The API refuses an empty map of values.
    fn some_values(&self) -> Option<Attributes> {
        (!self.values.is_empty()).then(|| self.values.clone())
    }
}

/// Where a write goes and on what condition: every builder of the SDK says it in the same words.
macro_rules! conditional {
    ($builder:expr, $write:expr) => {
        $builder
            .table_name(&$write.place.table)
            .set_condition_expression($write.condition.clone())
            .set_expression_attribute_names($write.names())
            .set_expression_attribute_values($write.some_values())
            .return_values_on_condition_check_failure($write.if_refused.clone())
    };
}

impl Part {
    fn into_item(self) -> Result<TransactWriteItem, Error> {
        let item = TransactWriteItem::builder();
        let built = match self {
            Self::Update(write) => conditional!(Update::builder(), write)
                .set_key(Some(write.key()))
                .update_expression(&write.update)
                .build()
                .map(|update| item.update(update)),
            Self::Check(write) => conditional!(ConditionCheck::builder(), write)
                .set_key(Some(write.key()))
                .build()
                .map(|check| item.condition_check(check)),
            Self::Put(place, attributes) => Put::builder()
                .table_name(&place.table)
                .set_item(Some(with_key(&place, attributes)))
                .build()
                .map(|put| item.put(put)),
            Self::PutIf(write, attributes) => conditional!(Put::builder(), write)
                .set_item(Some(with_key(&write.place, attributes)))
                .build()
                .map(|put| item.put(put)),
            Self::Delete(write) => conditional!(Delete::builder(), write)
                .set_key(Some(write.key()))
                .build()
                .map(|delete| item.delete(delete)),
        };
        built
            .map(TransactWriteItemBuilder::build)
            .map_err(|error| Error::Unavailable(format!("a write is incomplete: {error}")))
    }
}

impl Storage {
    /// Sends one update.
    pub(crate) async fn write(&self, write: &Write) -> Result<Written, Error> {
        let mut waits = Waits::begin();
        loop {
            let sent = conditional!(self.client.update_item(), write)
                .set_key(Some(write.key()))
                .update_expression(&write.update)
                .return_values(ReturnValue::AllNew)
                .send()
                .await;
            let error = match sent {
                Ok(output) => {
                    return Ok(Written::Done(Item(output.attributes.unwrap_or_default())));
                }
                Err(error) => error,
            };
            match error.as_service_error() {
                Some(service) if service.is_transaction_conflict_exception() => {
                    waits.wait().await?;
                }
                Some(service) if service.is_conditional_check_failed_exception() => {
                    return Ok(Written::Refused(old_item(error)));
                }
                Some(_) | None => return Err(unavailable("UpdateItem", &error)),
            }
        }
    }

    /// Puts one item.
    pub(crate) async fn put(&self, place: &Place, attributes: Attributes) -> Result<(), Error> {
        let item = with_key(place, attributes);
        let mut waits = Waits::begin();
        loop {
            let sent = self
                .client
                .put_item()
                .table_name(&place.table)
                .set_item(Some(item.clone()))
                .send()
                .await;
            match sent {
                Ok(_) => return Ok(()),
                Err(error)
                    if error
                        .as_service_error()
                        .is_some_and(PutItemError::is_transaction_conflict_exception) =>
                {
                    waits.wait().await?;
                }
                Err(error) => return Err(unavailable("PutItem", &error)),
            }
        }
    }

    /// Deletes one item, if it is there.
    pub(crate) async fn delete(&self, place: &Place) -> Result<(), Error> {
        let mut waits = Waits::begin();
        loop {
            let sent = self
                .client
                .delete_item()
                .table_name(&place.table)
                .key("pk", AttributeValue::S(place.pk.clone()))
                .send()
                .await;
            match sent {
                Ok(_) => return Ok(()),
                Err(error)
                    if error
                        .as_service_error()
                        .is_some_and(DeleteItemError::is_transaction_conflict_exception) =>
                {
                    waits.wait().await?;
                }
                Err(error) => return Err(unavailable("DeleteItem", &error)),
            }
        }
    }

    /// Reads one item as the last write left it.
    pub(crate) async fn read(&self, place: &Place) -> Result<Option<Item>, Error> {
        self.client
            .get_item()
            .table_name(&place.table)
            .key("pk", AttributeValue::S(place.pk.clone()))
            .consistent_read(true)
            .send()
            .await
            .map(|output| output.item.map(Item))
            .map_err(|error| unavailable("GetItem", &error))
    }

    /// Sends a transaction, under a token of its own: a copy of it does nothing more.
    pub(crate) async fn transact(
        &self,
        parts: Vec<Part>,
        rng: &mut impl CryptoRng,
    ) -> Result<Transacted, Error> {
        let token = format!("{:032x}", rng.random::<u128>());
        let items: Vec<TransactWriteItem> = parts
            .into_iter()
            .map(Part::into_item)
            .collect::<Result<_, _>>()?;
        let mut waits = Waits::begin();
        loop {
            let sent = self
                .client
                .transact_write_items()
                .client_request_token(&token)
                .set_transact_items(Some(items.clone()))
                .send()
                .await;
            let error = match sent {
                Ok(_) => return Ok(Transacted::Done),
                Err(error) => error,
            };
            let Some(service) = error.as_service_error() else {
                return Err(unavailable("TransactWriteItems", &error));
            };
            if service.is_transaction_in_progress_exception() {
                waits.wait().await?;
                continue;
            }
            let TransactWriteItemsError::TransactionCanceledException(cancelled) = service else {
                return Err(unavailable("TransactWriteItems", &error));
            };
            let reasons = cancelled.cancellation_reasons();
            if reasons.iter().any(is_failed_condition) {
                return Ok(Transacted::Refused(reasons.iter().map(failed).collect()));
            }
            if !reasons.iter().any(is_passing) {
                return Err(unavailable("TransactWriteItems", &error));
            }
            waits.wait().await?;
        }
    }
}

fn with_key(place: &Place, mut attributes: Attributes) -> Attributes {
    attributes.insert("pk".to_owned(), AttributeValue::S(place.pk.clone()));
    attributes
}

fn is_failed_condition(reason: &CancellationReason) -> bool {
    reason.code() == Some("ConditionalCheckFailed")
}

/// Reasons that go by themselves.
fn is_passing(reason: &CancellationReason) -> bool {
    matches!(
        reason.code(),
        Some("TransactionConflict" | "ThrottlingError" | "ProvisionedThroughputExceeded")
    )
}

fn failed(reason: &CancellationReason) -> Option<Failed> {
    is_failed_condition(reason).then(|| {
        Failed(
            reason
                .item
                .clone()
                .filter(|item| !item.is_empty())
                .map(Item),
        )
    })
}

fn old_item(error: SdkError<UpdateItemError>) -> Option<Item> {
    let UpdateItemError::ConditionalCheckFailedException(refused) = error.into_service_error()
    else {
        return None;
    };
    refused.item.filter(|item| !item.is_empty()).map(Item)
}

/// Says what happened without quoting the service's message, which could quote the request.
fn unavailable<E: ProvideErrorMetadata>(call: &str, error: &SdkError<E>) -> Error {
    let what = match error {
        SdkError::ConstructionFailure(_) => "could not be built",
        SdkError::TimeoutError(_) => "timed out",
        SdkError::DispatchFailure(_) => "could not be sent",
        SdkError::ResponseError(_) => "was answered with something else",
        SdkError::ServiceError(service) => service.err().code().unwrap_or("was refused"),
        // The SDK may grow other kinds.
        _ => "failed",
    };
    Error::Unavailable(format!("{call} {what}"))
}

/// Waits that grow, with chance in them, until patience ends.
struct Waits {
    until: Instant,
    next: Duration,
}

impl Waits {
    fn begin() -> Self {
        Self {
            until: Instant::now() + PATIENCE,
            next: FIRST_WAIT,
        }
    }

    async fn wait(&mut self) -> Result<(), Error> {
        if Instant::now() >= self.until {
            return Err(Error::Contended);
        }
        #[expect(
            clippy::disallowed_methods,
            reason = "chance that only spreads waits, and no secret hangs on"
        )]
        let spread = rand::random_range(0.5..1.5);
        tokio::time::sleep(self.next.mul_f64(spread)).await;
        self.next = (self.next * 2).min(LONGEST_WAIT);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item;

    fn write() -> Write {
        Write::to(Place {
            table: String::new(),
            pk: String::new(),
        })
    }

    #[test]
    fn every_name_in_an_expression_is_an_attribute() {
        let names = write()
            .update("SET #sms = :sms ADD #tries :me")
            .only_if("#sms.#no = :no AND size(#tries) <= :n")
            .names()
            .unwrap();
        let mut found: Vec<_> = names.into_iter().collect();
        found.sort();
        let expected = [("#no", "no"), ("#sms", "sms"), ("#tries", "tries")];
        let expected = expected.map(|(name, attribute)| (name.to_owned(), attribute.to_owned()));
        assert_eq!(found, expected);
    }

    #[test]
    fn a_map_that_would_be_empty_is_not_sent() {
        assert_eq!(write().names(), None);
        assert_eq!(write().some_values(), None);
        let values = write().value(":n", item::number(1)).some_values();
        assert_eq!(values.unwrap()[":n"], item::number(1));
    }

    #[test]
    fn an_item_that_is_not_there_comes_as_an_empty_one() {
        let reason = |item| {
            let code = "ConditionalCheckFailed";
            CancellationReason::builder()
                .code(code)
                .set_item(item)
                .build()
        };
        let Failed(nothing) = failed(&reason(Some(Attributes::new()))).unwrap();
        assert!(nothing.is_none());
        let there = Attributes::from([("pk".to_owned(), item::text("person#"))]);
        let Failed(something) = failed(&reason(Some(there))).unwrap();
        assert!(something.is_some());
    }

    #[tokio::test]
    async fn waits_grow_and_end_with_patience() {
        let mut waits = Waits::begin();
        assert!(waits.until > Instant::now() + PATIENCE / 2);
        assert_eq!(waits.next, FIRST_WAIT);
        waits.wait().await.unwrap();
        assert_eq!(waits.next, 2 * FIRST_WAIT);
        for _ in 0..4 {
            waits.wait().await.unwrap();
        }
        assert_eq!(waits.next, LONGEST_WAIT);
        waits.until = Instant::now();
        assert_eq!(waits.wait().await, Err(Error::Contended));
    }
}
