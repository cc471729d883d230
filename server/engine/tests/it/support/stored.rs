//! What a database holds, for comparing two of them.

use engine::db::Db;
use std::collections::BTreeMap;

/// A database without a world around it.
#[derive(Clone, Copy, Debug)]
pub struct Stored<'a>(pub &'a Db);

/// The rows of each table, each row as its columns' names and values.
pub type Content = BTreeMap<String, Vec<BTreeMap<String, String>>>;

impl Stored<'_> {
    pub const fn db(&self) -> &Db {
        self.0
    }

    /// Every row of every table of the schema, in an order of its own.
    pub async fn content(&self) -> Content {
        let mut content = Content::new();
        for table in self.tables().await {
            let columns = self.columns(&table).await;
            let pairs: Vec<_> = columns
                .iter()
                .map(|column| match self.0 {
                    Db::Sqlite { .. } => format!("'{column}', quote(\"{column}\")"),
                    Db::Postgres(_) => {
                        format!("'{column}', coalesce(\"{column}\"::text, 'NULL')")
                    }
                })
                .collect();
            let object = match self.0 {
                Db::Sqlite { .. } => "json_object",
                Db::Postgres(_) => "json_build_object",
            };
            let pairs = pairs.join(", ");
            let sql = format!("SELECT CAST({object}({pairs}) AS TEXT) FROM \"{table}\"");
            let found = rows!(self, (String,), sql);
            let mut found: Vec<_> = found
                .into_iter()
                .map(|row| serde_json::from_str(&row.0).unwrap())
                .collect();
            found.sort();
            content.insert(table, found);
        }
        content
    }

    async fn tables(&self) -> Vec<String> {
        let sql = match self.0 {
            Db::Sqlite { .. } => {
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_sqlx_%'"
            }
            Db::Postgres(_) => {
                "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public' AND table_name NOT LIKE '\\_sqlx%'"
            }
        };
        let found = rows!(self, (String,), sql);
        found.into_iter().map(|row| row.0).collect()
    }

    async fn columns(&self, table: &str) -> Vec<String> {
        let sql = match self.0 {
            Db::Sqlite { .. } => "SELECT name FROM pragma_table_info($1)",
            Db::Postgres(_) => {
                "SELECT column_name::text FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1"
            }
        };
        let found = rows!(self, (String,), sql, table);
        found.into_iter().map(|row| row.0).collect()
    }
}
