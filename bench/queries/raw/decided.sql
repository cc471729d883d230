-- What a decision leads to: one row for each role of the package. $1 request, $2 stage, $3 decider.
SELECT r.package_id, r.policy_id, r.subject_id, a.display_name AS package_name, a.catalog_id,
    u.mail AS subject_mail, d.display_name AS decider_name, x.role_id,
    (SELECT MIN(w.mail) FROM stage_approvers s JOIN users w ON w.id = s.principal_id
        WHERE s.stage_id = $2 AND s.principal_id <> $3) AS other_mail
FROM requests r
JOIN access_packages a ON a.id = r.package_id
JOIN users u ON u.id = r.subject_id
JOIN users d ON d.id = $3
JOIN package_roles x ON x.package_id = r.package_id
WHERE r.id = $1
