DELETE FROM pending_sign_ins WHERE token_hash = $1 AND expires_at > $2
