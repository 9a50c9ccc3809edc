//! The two tables. To make them again does nothing.

use std::{error::Error, time::Duration};

use aws_config::timeout::TimeoutConfig;
use aws_sdk_dynamodb::{
    Client,
    client::Waiters,
    config::Builder,
    operation::create_table::CreateTableError,
    types::{
        AttributeDefinition as Attribute, BillingMode, KeySchemaElement as KeyElement,
        KeyType as KeyKind, ScalarAttributeType as Scalar, TimeToLiveSpecification as Ttl,
        TimeToLiveStatus,
    },
};
use dynoxide::{
    Database, DynoxideError,
    actions::{
        create_table::CreateTableRequest,
        update_time_to_live::{TimeToLiveSpecification, UpdateTimeToLiveRequest},
    },
    types::{AttributeDefinition, KeySchemaElement, KeyType, ScalarAttributeType},
};

use crate::{StartError, services};

/// Durable: no TTL.
pub(crate) const ACCOUNTS: &str = "llave-accounts";
/// What ends by itself: TTL on `ttl`.
pub(crate) const PROCEDURES: &str = "llave-procedures";
/// The one key of both.
const KEY: &str = "pk";
/// When an item of the second ends by itself.
const TTL: &str = "ttl";
/// How long another DynamoDB may take for a call, and to make a table.
const PATIENCE: Duration = Duration::from_secs(30);

/// Their names.
#[derive(Clone)]
pub(crate) struct Tables {
    pub(crate) accounts: String,
    pub(crate) procedures: String,
}

impl Tables {
    /// Those of the settings, or the runner's own.
    pub(crate) fn named_in(settings: &[(String, String)]) -> Self {
        let named = |setting: &str, own: &str| {
            let last = settings.iter().rfind(|(name, _)| name == setting);
            let named = last.map(|(_, name)| name.trim());
            // As everywhere, what is empty is not set.
            named
                .filter(|name| !name.is_empty())
                .unwrap_or(own)
                .to_owned()
        };
        Self {
            accounts: named("LLAVE_ACCOUNTS_TABLE", ACCOUNTS),
            procedures: named("LLAVE_PROCEDURES_TABLE", PROCEDURES),
        }
    }
}

/// Makes what is not there yet in the embedded DynamoDB.
pub(crate) fn make(database: &Database, tables: &Tables) -> Result<(), StartError> {
    make_one(database, &tables.accounts)?;
    make_one(database, &tables.procedures)?;
    database
        .update_time_to_live(UpdateTimeToLiveRequest {
            table_name: tables.procedures.clone(),
            time_to_live_specification: TimeToLiveSpecification {
                attribute_name: TTL.to_owned(),
                enabled: true,
            },
        })
        .map_err(failed)?;
    Ok(())
}

fn make_one(database: &Database, name: &str) -> Result<(), StartError> {
    let made = database.create_table(CreateTableRequest {
        table_name: name.to_owned(),
        key_schema: vec![KeySchemaElement {
            attribute_name: KEY.to_owned(),
            key_type: KeyType::HASH,
        }],
        attribute_definitions: vec![AttributeDefinition {
            attribute_name: KEY.to_owned(),
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

/// Makes what is not there yet in the DynamoDB at this URL.
pub(crate) async fn make_at(url: String, tables: Tables) -> Result<(), String> {
    let patient = TimeoutConfig::builder().operation_timeout(PATIENCE).build();
    let client = Client::from_conf(
        Builder::from(&services::aws())
            .timeout_config(patient)
            .endpoint_url(url)
            .build(),
    );
    make_one_at(&client, &tables.accounts).await?;
    make_one_at(&client, &tables.procedures).await?;
    end_by_themselves(&client, &tables.procedures).await
}

async fn make_one_at(client: &Client, name: &str) -> Result<(), String> {
    let key = KeyElement::builder()
        .attribute_name(KEY)
        .key_type(KeyKind::Hash);
    let attribute = Attribute::builder()
        .attribute_name(KEY)
        .attribute_type(Scalar::S);
    let made = client
        .create_table()
        .table_name(name)
        .billing_mode(BillingMode::PayPerRequest)
        .key_schema(key.build().map_err(reason)?)
        .attribute_definitions(attribute.build().map_err(reason)?)
        .send()
        .await;
    if let Err(error) = made {
        let refused = error.as_service_error();
        if !refused.is_some_and(CreateTableError::is_resource_in_use_exception) {
            return Err(reason(error));
        }
    }
    let there = client.wait_until_table_exists().table_name(name);
    there.wait(PATIENCE).await.map_err(reason)?;
    Ok(())
}

/// DynamoDB refuses to be told so twice.
async fn end_by_themselves(client: &Client, table: &str) -> Result<(), String> {
    let told = client
        .describe_time_to_live()
        .table_name(table)
        .send()
        .await
        .map_err(reason)?;
    let status = told.time_to_live_description();
    let status = status.and_then(|told| told.time_to_live_status());
    if matches!(
        status,
        Some(TimeToLiveStatus::Enabled | TimeToLiveStatus::Enabling)
    ) {
        return Ok(());
    }
    let ttl = Ttl::builder().attribute_name(TTL).enabled(true);
    client
        .update_time_to_live()
        .table_name(table)
        .time_to_live_specification(ttl.build().map_err(reason)?)
        .send()
        .await
        .map_err(reason)?;
    Ok(())
}

/// The error and what is behind it, in one line.
fn reason(error: impl Error) -> String {
    let mut behind = error.source();
    let mut line = error.to_string();
    while let Some(source) = behind {
        line.push_str(&format!(": {source}"));
        behind = source.source();
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_made_once_and_stay_at_a_restart() {
        let database = Database::memory().unwrap();
        let tables = Tables::named_in(&[]);
        make(&database, &tables).unwrap();
        make(&database, &tables).unwrap();
        assert_eq!(database.table_count().unwrap(), 2);
    }

    #[test]
    fn a_setting_names_a_table() {
        let named = |name: &str| ("LLAVE_ACCOUNTS_TABLE".to_owned(), name.to_owned());
        let tables = Tables::named_in(&[named("first"), named("last")]);
        assert_eq!(tables.accounts, "last");
        assert_eq!(tables.procedures, PROCEDURES);
        assert_eq!(Tables::named_in(&[named(" ")]).accounts, ACCOUNTS);
    }
}
