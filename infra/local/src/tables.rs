//! The two tables. To make them again does nothing.

use dynoxide::{
    Database, DynoxideError,
    actions::{
        create_table::CreateTableRequest,
        update_time_to_live::{TimeToLiveSpecification, UpdateTimeToLiveRequest},
    },
    types::{AttributeDefinition, KeySchemaElement, KeyType, ScalarAttributeType},
};

use crate::StartError;

/// Durable: no TTL.
pub(crate) const ACCOUNTS: &str = "llave-accounts";
/// What ends by itself: TTL on `ttl`.
pub(crate) const PROCEDURES: &str = "llave-procedures";

/// Makes what is not there yet.
pub(crate) fn make(database: &Database) -> Result<(), StartError> {
    make_one(database, ACCOUNTS)?;
    make_one(database, PROCEDURES)?;
    database
        .update_time_to_live(UpdateTimeToLiveRequest {
            table_name: PROCEDURES.to_owned(),
            time_to_live_specification: TimeToLiveSpecification {
                attribute_name: "ttl".to_owned(),
                enabled: true,
            },
        })
        .map_err(failed)?;
    Ok(())
}

fn make_one(database: &Database, name: &str) -> Result<(), StartError> {
    let key = "pk".to_owned();
    let made = database.create_table(CreateTableRequest {
        table_name: name.to_owned(),
        key_schema: vec![KeySchemaElement {
            attribute_name: key.clone(),
            key_type: KeyType::HASH,
        }],
        attribute_definitions: vec![AttributeDefinition {
            attribute_name: key,
            attribute_type: ScalarAttributeType::S,
        }],
        billing_mode: Some("PAY_PER_REQUEST".to_owned()),
        ..CreateTableRequest::default()
    });
    match made {
        Ok(_) | Err(DynoxideError::ResourceInUseException(_)) => Ok(()),
        Err(error) => Err(failed(error)),
    }
}

fn failed(error: DynoxideError) -> StartError {
    StartError::Database(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_made_once_and_stay_at_a_restart() {
        let database = Database::memory().unwrap();
        make(&database).unwrap();
        make(&database).unwrap();
        assert_eq!(database.table_count().unwrap(), 2);
    }
}
