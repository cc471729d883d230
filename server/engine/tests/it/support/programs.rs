//! Programs with tokens.

use super::World;
use engine::programs;
use shared::forms::programs::{ProgramInput, TokenInput};
use shared::ids::{ProgramId, TokenId};
use shared::programs::{Scopes, TokenScope};

impl World {
    /// A program with a token that is good for nothing but reading.
    pub async fn program(&self, name: &str) -> (ProgramId, TokenId) {
        let system = self.engine.system();
        let input = ProgramInput {
            name: name.to_owned(),
            description: String::new(),
        };
        let id = programs::create(&system, input).await.unwrap();
        let input = TokenInput {
            name: "Night".to_owned(),
            scopes: Scopes(vec![TokenScope::ApiRead]),
            days: 90,
        };
        let token = programs::create_token(&system, id, &input).await.unwrap();
        (id, token.id)
    }
}
