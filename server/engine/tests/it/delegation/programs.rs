//! Programs and their tokens.

use super::{Service, services};
use crate::support::rights::Needs::{System, Tenant};
use engine::{Ctx, programs};
use shared::authz::Action::TenantSettings;
use shared::forms::programs::{ProgramInput, TokenInput};
use shared::ids::ProgramId;
use shared::programs::{Scopes, TokenScope};

fn input(ctx: &Ctx) -> ProgramInput {
    let id: ProgramId = ctx.id();
    ProgramInput {
        name: format!("Program {id}"),
        description: String::new(),
    }
}

fn token() -> TokenInput {
    TokenInput {
        name: "Night".to_owned(),
        scopes: Scopes(vec![TokenScope::ApiRead]),
        days: 1,
    }
}

pub const SERVICES: &[Service] = services! {
    reads "programs::list": Tenant(TenantSettings), |_place, ctx| programs::list(ctx);
    reads "programs::view": Tenant(TenantSettings), |place, ctx| programs::view(ctx, place.program);
    changes "programs::create": Tenant(TenantSettings), |_place, ctx| programs::create(ctx, input(ctx));
    changes "programs::update": Tenant(TenantSettings), |place, ctx| programs::update(ctx, place.program, 1, input(ctx));
    changes "programs::set_enabled": Tenant(TenantSettings), |place, ctx| programs::set_enabled(ctx, place.program, 1, false);
    changes "programs::delete": Tenant(TenantSettings), |place, ctx| programs::delete(ctx, place.program, 1);
    changes "programs::create_token": Tenant(TenantSettings), |place, ctx| async { programs::create_token(ctx, place.program, &token()).await };
    changes "programs::revoke_token": Tenant(TenantSettings), |place, ctx| programs::revoke_token(ctx, place.program, place.token);
    changes "programs::token_for": System, |_place, ctx| async { programs::token_for(ctx, "Night", &token()).await };
};
