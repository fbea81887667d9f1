-- Names and hashes are found by their beginnings: a name in small letters, compared by its bytes.
CREATE INDEX datanet_by_name ON datanet (LOWER(name) COLLATE ${binary});
CREATE INDEX model_by_name ON model (LOWER(name) COLLATE ${binary});
CREATE INDEX account_by_name ON account (LOWER(name) COLLATE ${binary});
CREATE INDEX run_by_adapter ON run (adapter_digest);
CREATE INDEX version_by_root ON version (root);
CREATE INDEX settlement_epoch_by_root ON settlement_epoch (root);
CREATE INDEX settlement_epoch_by_transaction ON settlement_epoch (settle_transaction);
