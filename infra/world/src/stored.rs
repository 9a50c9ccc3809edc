//! What the tables hold, read and written past the operations.

use base64::{Engine, engine::general_purpose::STANDARD};
use policy::NationalId;
use secrets::{Index, Keyring, PersonKey};
use serde_json::{Value, json};
use tests::Person;

use crate::world::World;

/// The durable table, by the setting that names it.
pub const ACCOUNTS: &str = "LLAVE_ACCOUNTS_TABLE";
/// The table of what ends by itself, by the setting that names it.
pub const PROCEDURES: &str = "LLAVE_PROCEDURES_TABLE";

/// How many writes DynamoDB takes at once.
pub const WRITES_AT_ONCE: usize = 25;

/// All that the tables held at one moment.
pub struct Kept([(&'static str, Vec<Value>); 2]);

impl World {
    /// All that the tables hold now.
    pub async fn keep(&self) -> Kept {
        Kept([
            (ACCOUNTS, self.items(ACCOUNTS).await),
            (PROCEDURES, self.items(PROCEDURES).await),
        ])
    }

    /// Makes the tables what they were: what has come since is gone, what has changed is as before.
    pub async fn put_back(&self, Kept(tables): &Kept) {
        for (table, kept) in tables {
            let now = self.items(table).await;
            let come = now
                .iter()
                .filter(|item| !kept.iter().any(|old| old["pk"] == item["pk"]));
            let deleted = come.map(|item| json!({"DeleteRequest": {"Key": {"pk": item["pk"]}}}));
            let changed = kept.iter().filter(|item| !now.contains(item));
            let put = changed.map(|item| json!({"PutRequest": {"Item": item}}));
            let writes: Vec<_> = deleted.chain(put).collect();
            for some in writes.chunks(WRITES_AT_ONCE) {
                self.write_all(table, some).await;
            }
        }
    }

    /// Every item of a table, as DynamoDB's JSON.
    pub async fn items(&self, table: &str) -> Vec<Value> {
        let answer = self.dynamodb("Scan", table, json!({})).await;
        assert!(answer["LastEvaluatedKey"].is_null(), "it fits one page");
        answer["Items"].as_array().expect("items").clone()
    }

    /// Every item of this kind.
    pub async fn items_of_kind(&self, table: &str, kind: &str) -> Vec<Value> {
        let mut items = self.items(table).await;
        items.retain(|item| kind_of(item) == kind);
        items
    }

    /// The `password#` of a document; `Null` if there is none.
    pub async fn password_item(&self, person: &Person) -> Value {
        let pk = format!("password#{}", self.key_of(person).as_str());
        self.item(ACCOUNTS, &pk).await
    }

    /// The `person#` of a document; `Null` if there is none.
    pub async fn person_item(&self, person: &Person) -> Value {
        let pk = format!("person#{}", self.key_of(person).as_str());
        self.item(ACCOUNTS, &pk).await
    }

    /// Puts an item.
    pub async fn put(&self, table: &str, item: Value) {
        self.dynamodb("PutItem", table, json!({"Item": item})).await;
    }

    /// Puts items, no more than [`WRITES_AT_ONCE`].
    pub async fn put_all(&self, table: &str, items: &[Value]) {
        let puts = items
            .iter()
            .map(|item| json!({"PutRequest": {"Item": item}}));
        self.write_all(table, &puts.collect::<Vec<_>>()).await;
    }

    /// So many SMS were taken out of every shard of this day's budget.
    pub async fn spend_budget(&self, day: &str, sent: u32) {
        for shard in 0..64 {
            let item = json!({
                "pk": {"S": format!("budget#{day}#{shard}")},
                "sent": {"N": sent.to_string()},
                "ttl": {"N": "2850000000"},
            });
            self.put(PROCEDURES, item).await;
        }
    }

    /// What stands for the document in the tables.
    pub fn key_of(&self, person: &Person) -> PersonKey {
        let document = NationalId::parse(&person.document.number).expect("a document");
        self.index().person(&document)
    }

    /// The keys that name items.
    pub fn index(&self) -> Index {
        let keys = self.setting("LLAVE_INDEX_KEYS");
        Index::new(Keyring::parse(&keys).expect("keys"))
    }

    /// One item; `Null` if there is none.
    pub async fn item(&self, table: &str, pk: &str) -> Value {
        let body = json!({"Key": {"pk": {"S": pk}}, "ConsistentRead": true});
        self.dynamodb("GetItem", table, body).await["Item"].clone()
    }

    fn setting(&self, name: &str) -> String {
        let settings = self.services().settings();
        let found = settings.into_iter().find(|(setting, _)| setting == name);
        found.expect("a setting").1
    }

    async fn write_all(&self, table: &str, writes: &[Value]) {
        let name = self.setting(table);
        let answer = self
            .ask("BatchWriteItem", &json!({"RequestItems": {name: writes}}))
            .await;
        assert_eq!(answer["UnprocessedItems"], json!({}), "{answer}");
    }

    async fn dynamodb(&self, call: &str, table: &str, mut body: Value) -> Value {
        body["TableName"] = self.setting(table).into();
        self.ask(call, &body).await
    }

    async fn ask(&self, call: &str, body: &Value) -> Value {
        let answer = self
            .http
            .post(self.services().dynamodb_url())
            .header("content-type", "application/x-amz-json-1.0")
            .header("x-amz-target", format!("DynamoDB_20120810.{call}"))
            .header("x-amz-date", "20600301T120000Z")
            .header(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=test/20600301/eu-south-2/dynamodb/aws4_request, \
                 SignedHeaders=host, Signature=none",
            )
            .body(body.to_string())
            .send()
            .await
            .expect("the tables answer");
        let status = answer.status();
        let body: Value = answer.json().await.expect("JSON");
        assert!(status.is_success(), "{call}: {body}");
        body
    }
}

/// What stands before the key: `person`, `password`, `session` …
pub fn kind_of(item: &Value) -> &str {
    let pk = item["pk"]["S"].as_str().expect("a key");
    pk.split('#').next().unwrap_or_default()
}

/// How many ids a set of an item holds.
pub fn ids(item: &Value, set: &str) -> usize {
    item[set]["BS"].as_array().map_or(0, Vec::len)
}

/// The hash of a password or of an activation code, as it is stored.
pub fn hash(item: &Value, name: &str) -> String {
    item[name]["S"].as_str().unwrap_or_default().to_owned()
}

/// The size of an item as DynamoDB counts it: names and values, 3 bytes for a list or a map and
/// one for each of their elements.
pub fn size(item: &Value) -> usize {
    let attributes = item.as_object().expect("an item");
    attributes
        .iter()
        .map(|(name, value)| name.len() + size_of_value(value))
        .sum()
}

fn size_of_value(value: &Value) -> usize {
    let (kind, value) = value
        .as_object()
        .and_then(|value| value.iter().next())
        .expect("a value with its type");
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let binary = |value: &Value| STANDARD.decode(text(value)).expect("base64").len();
    let elements = || value.as_array().expect("a list").iter();
    match kind.as_str() {
        "S" => text(value).len(),
        // Two digits a byte, and one.
        "N" => text(value).len().div_ceil(2) + 1,
        "B" => binary(value),
        "BS" => elements().map(binary).sum(),
        "L" => {
            3 + elements()
                .map(|value| 1 + size_of_value(value))
                .sum::<usize>()
        }
        "M" => 3 + value.as_object().expect("a map").len() + size(value),
        other => panic!("an attribute of type {other}"),
    }
}
