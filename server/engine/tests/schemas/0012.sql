-- With the rows of the version before.
UPDATE access_packages SET texts = '{"de":{"name":"Lohnbuchhaltung"}}';
UPDATE catalogs SET texts = '{"de":{"description":"Alles rund ums Geld"}}' WHERE name_key = 'finance';
