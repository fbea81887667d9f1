// Made by web/api from openapi.json, SHA-256 319bd60b865d3522c97ab546c2f6d120837fa7eddc4887185e81088cdf953a45. Do not edit.

export interface paths {
    "/v1/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The models that answer
         * @description Who may call it: An API key that may ask, or a session of a wallet. Its deposit pays.
         */
        get: operations["openAiModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models/{model}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One model that answers
         * @description Who may call it: An API key that may ask, or a session of a wallet. Its deposit pays.
         */
        get: operations["openAiModel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/chat/completions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for the next message of a conversation
         * @description The header OpenLedger-Receipt names the receipt before the first token; of several answers, each has its own, with a comma between. Who may call it: An API key that may ask, or a session of a wallet. Its deposit pays.
         */
        post: operations["openAiChat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/completions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask to go on with a text
         * @description The header OpenLedger-Receipt names the receipt before the first token; of several answers, each has its own, with a comma between. Who may call it: An API key that may ask, or a session of a wallet. Its deposit pays.
         */
        post: operations["openAiCompletion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/load_lora_adapter": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have an adapter answer, as vLLM does
         * @description It waits until the chain has registered the model. Who may call it: The administrator, with an admin token of the node.
         */
        post: operations["openAiLoadLora"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/unload_lora_adapter": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have an adapter answer no more, as vLLM does
         * @description Who may call it: The administrator, with an admin token of the node.
         */
        post: operations["openAiUnloadLora"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tokenize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The tokens of a text or a conversation
         * @description Who may call it: An API key that may ask, or a session of a wallet. Its deposit pays.
         */
        post: operations["openAiTokenize"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/detokenize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The text of tokens
         * @description Who may call it: An API key that may ask, or a session of a wallet. Its deposit pays.
         */
        post: operations["openAiDetokenize"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/responses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for what the model says next, by the Responses API
         * @description The header OpenLedger-Receipt names the receipt before the first token; of several answers, each has its own, with a comma between. Who may call it: An API key that may ask, or a session of a wallet. Its deposit pays.
         */
        post: operations["responsesResponses"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datanets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search, filter and sort Datanets
         * @description Who may call it: Anyone.
         */
        get: operations["datanetList"];
        put?: never;
        /**
         * Create a Datanet
         * @description The Datanet is registered on chain in the background. Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        post: operations["datanetCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datanets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One Datanet
         * @description Who may call it: Anyone.
         */
        get: operations["datanetShow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datanets/{id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The rows of a Datanet's latest version
         * @description Who may call it: Anyone.
         */
        get: operations["datanetRows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datanets/{id}/contributions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search, filter and sort a Datanet's contributions
         * @description Who may call it: Anyone.
         */
        get: operations["datanetContributions"];
        put?: never;
        /**
         * Upload rows
         * @description Each record is screened. What passes waits for the contributor's signature. Who may call it: The contributor that the call is about, signed in with its wallet, or by an API key that may contribute; or the administrator.
         */
        post: operations["datanetContribute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datanets/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The published versions of a Datanet
         * @description Who may call it: Anyone.
         */
        get: operations["datanetVersions"];
        put?: never;
        /**
         * Publish a version of all accepted rows
         * @description Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        post: operations["datanetPublish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contributions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search, filter and sort contributions to all Datanets
         * @description Who may call it: Anyone.
         */
        get: operations["datanetGiven"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contributions/{id}/rejected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The lines of an upload that are not in, with the reasons
         * @description Who may call it: Anyone.
         */
        get: operations["datanetRejected"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datanets/{id}/credit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What receipts say of a Datanet's rows
         * @description Who may call it: Anyone.
         */
        get: operations["datanetCredit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datanets/{id}/contributions/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a file out
         * @description Answers what an upload of the file would become: its kind, its mapping with three rows before and after, and what would be refused. Nothing of it is kept. Who may call it: The contributor that the call is about, signed in with its wallet, or by an API key that may contribute; or the administrator.
         */
        post: operations["datanetPreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datanets/{id}/versions/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Draft a version, for its owner's wallet to sign
         * @description Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        post: operations["datanetDraft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contributions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One contribution
         * @description Who may call it: Anyone.
         */
        get: operations["datanetContributionShow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contributions/{id}/signature": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the contributor of a draft signs
         * @description Who may call it: The contributor that the call is about, signed in with its wallet, or by an API key that may contribute; or the administrator.
         */
        get: operations["datanetContributionToSign"];
        put?: never;
        /**
         * Agree to the Datanet's terms for a contribution
         * @description Who may call it: The contributor that the call is about, signed in with its wallet, or by an API key that may contribute; or the administrator.
         */
        post: operations["datanetContributionSign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contributions/{id}/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say how the rows of a contribution were made, before it is signed
         * @description The signature covers it: the typed data to sign is another one afterwards. Who may call it: The contributor that the call is about, signed in with its wallet, or by an API key that may contribute; or the administrator.
         */
        post: operations["datanetContributionState"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contributions/{id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept or refuse a contribution
         * @description The caller is the Datanet's owner, or a curator. While reviewers vote, nobody decides alone. Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        post: operations["datanetContributionReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rows/{leaf}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One row
         * @description Who may call it: Anyone.
         */
        get: operations["datanetRow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rows/{leaf}/uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The receipts that name a row
         * @description Who may call it: Anyone.
         */
        get: operations["datanetUses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contributions/{id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The rows of a contribution, with what was found in them
         * @description For its contributor and those who review. Rows count as seen by who is shown them. Who may call it: Anyone.
         */
        get: operations["reviewRows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contributions/{id}/rows/{line}/alike": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Rows that may say the same in other words
         * @description For the row's contributor and those who review: advice from the search over the Datanet's newest version. Nothing is refused or held for it. Who may call it: Anyone.
         */
        get: operations["reviewAlike"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datanets/{id}/screening": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What becomes of rows in which something is found
         * @description Who may call it: Anyone.
         */
        get: operations["reviewRules"];
        put?: never;
        /**
         * Say what becomes of rows in which something is found
         * @description The caller is the Datanet's owner. The log has who said what. Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        post: operations["reviewRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datanets/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who reviews with a Datanet's owner
         * @description Who may call it: Anyone.
         */
        get: operations["communityMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datanets/{id}/members/{address}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Leave a Datanet, or send a member away
         * @description What they voted counts. Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        delete: operations["communityRemove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datanets/{id}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The invitations to a Datanet
         * @description For its owner and curators. Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        get: operations["communityInvitations"];
        put?: never;
        /**
         * Invite somebody to review
         * @description The link is good for one person, until it expires or is revoked. The answer alone has its code. Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        post: operations["communityInvite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One invitation, for who looks at its link
         * @description Who may call it: Anyone.
         */
        get: operations["communityInvitation"];
        put?: never;
        /**
         * Take an invitation
         * @description Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        post: operations["communityTake"];
        /**
         * Revoke an invitation
         * @description Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        delete: operations["communityRevoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datanets/{id}/review-policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How contributions to a Datanet are reviewed
         * @description Who may call it: Anyone.
         */
        get: operations["communityPolicy"];
        put?: never;
        /**
         * Say how contributions to a Datanet are reviewed
         * @description The caller is the Datanet's owner. What is signed already keeps the policy that it was signed under. Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        post: operations["communitySetPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datanets/{id}/agreement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far reviewers agree, and how well each one votes
         * @description For those who review. Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        get: operations["communityAgreement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contributions/{id}/votes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Vote on rows of a contribution
         * @description Nobody is told of a vote before its row is decided, but who cast it. Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        post: operations["communityVote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contributions/{id}/gold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say which votes on rows are right, to measure reviewers
         * @description Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        post: operations["communityGold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contributions/{id}/words": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was done and said about a contribution
         * @description For its contributor and those who review. Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        get: operations["communityTalk"];
        put?: never;
        /**
         * Ask about rows, answer, or appeal
         * @description Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        post: operations["communitySay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contributions/{id}/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What became of each line of an upload
         * @description For its contributor and those who review. Who may call it: Anyone.
         */
        get: operations["communityLines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The files that a contributor is sending
         * @description Who may call it: The contributor that the call is about, signed in with its wallet, or by an API key that may contribute; or the administrator.
         */
        get: operations["uploadList"];
        put?: never;
        /**
         * Begin to send a file in pieces
         * @description Upload-Length is how many bytes the file has. Upload-Metadata may hold 'fingerprint', by which the sender knows the file again; one of the form sha256-DIGEST is checked when the file is used. The file is gone a day after its last piece. Who may call it: The contributor that the call is about, signed in with its wallet, or by an API key that may contribute; or the administrator.
         */
        post: operations["uploadBegin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far a file is
         * @description HEAD answers the same in Upload-Offset and Upload-Length. Who may call it: The contributor that the call is about, signed in with its wallet, or by an API key that may contribute; or the administrator.
         */
        get: operations["uploadShow"];
        put?: never;
        post?: never;
        /**
         * Delete a file that was sent, or a part of one
         * @description Who may call it: The contributor that the call is about, signed in with its wallet, or by an API key that may contribute; or the administrator.
         */
        delete: operations["uploadEnd"];
        options?: never;
        head?: never;
        /**
         * Send the next piece of a file
         * @description Upload-Offset says where the piece begins. What came of a piece before its connection broke is kept. Who may call it: The contributor that the call is about, signed in with its wallet, or by an API key that may contribute; or the administrator.
         */
        patch: operations["uploadAppend"];
        trace?: never;
    };
    "/api/datanets/{id}/versions/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A version, with its manifest and what was signed
         * @description Who may call it: Anyone.
         */
        get: operations["versionShow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datanets/{id}/versions/{number}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The rows of a version with their salts
         * @description Who may call it: Anyone.
         */
        get: operations["versionRows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datanets/{id}/versions/{number}/leaves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The leaves of a version
         * @description Who may call it: Anyone.
         */
        get: operations["versionLeaves"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datanets/{id}/versions/{number}/proofs/{leaf}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * That a row is in a version
         * @description Who may call it: Anyone.
         */
        get: operations["versionProof"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datanets/{id}/versions/{number}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A version as a folder, to load and to check elsewhere
         * @description The same version in the same format has the same bytes, until rows of it are taken back. Who may call it: Anyone.
         */
        get: operations["versionExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datanets/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What one version has that another has not
         * @description Who may call it: Anyone.
         */
        get: operations["versionDiff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datanets/{id}/blame/{leaf}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where a row comes from, and which versions have it
         * @description Who may call it: Anyone.
         */
        get: operations["versionBlame"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datanets/{id}/withdrawals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which rows of a Datanet were taken back
         * @description Who may call it: Anyone.
         */
        get: operations["withdrawalList"];
        put?: never;
        /**
         * Take rows back, for good
         * @description Their texts are gone at once. What is derived from them is erased in the background; the state says when. Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        post: operations["withdrawalWithdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datanets/{id}/withdrawals/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What taking rows back would concern
         * @description Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        post: operations["withdrawalPreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/withdrawals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One withdrawal
         * @description Who may call it: Anyone.
         */
        get: operations["withdrawalShow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datanets/{id}/takedowns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The notices against rows of a Datanet
         * @description Who may call it: Anyone.
         */
        get: operations["withdrawalTakedowns"];
        put?: never;
        /**
         * Give notice that rows should not be there
         * @description They are in no new version until the Datanet's owner has decided. The contributors may answer before. Who may call it: Anyone.
         */
        post: operations["withdrawalTakedown"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/takedowns/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One notice against rows
         * @description Who may call it: Anyone.
         */
        get: operations["withdrawalTakedownShow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/takedowns/{id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer a notice, as a contributor of its rows
         * @description Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        post: operations["withdrawalTakedownAnswer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/takedowns/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide a notice, as the Datanet's owner
         * @description It can be upheld once every contributor has answered, or their time is over; and rejected at any time. Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        post: operations["withdrawalTakedownDecide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search, filter and sort models
         * @description Who may call it: Anyone.
         */
        get: operations["modelList"];
        put?: never;
        /**
         * Bring an adapter
         * @description It is the next version of its name, and answers once it is activated. It is read whole at once. Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        post: operations["modelAdd"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A model with its versions, and what was decided about it
         * @description Who may call it: Anyone.
         */
        get: operations["modelShow"];
        put?: never;
        post?: never;
        /**
         * Have a model answer no more
         * @description Its versions stay, and answers that were given are traced and paid. Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        delete: operations["modelWithdraw"];
        options?: never;
        head?: never;
        /**
         * Set what a model costs
         * @description What is being answered costs what it did when it was asked. Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        patch: operations["modelPrice"];
        trace?: never;
    };
    "/api/models/{name}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have a version of a model answer
         * @description The base itself is a model under its own name: its owner or the administrator may have it answer, too. Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        post: operations["modelActivate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models/{name}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have the version answer that did before
         * @description Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        post: operations["modelRollback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search, filter and sort runs
         * @description Loss curves are left empty here. Who may call it: Anyone.
         */
        get: operations["modelRuns"];
        put?: never;
        /**
         * Start a run
         * @description Its rights are checked at once; it trains in the background. Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        post: operations["modelRunCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/estimate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a run would take, before it is started
         * @description Where the speed of this machine is not known for such a run, some of its steps are taken to measure it. Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        post: operations["modelRunEstimate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One run
         * @description Who may call it: Anyone.
         */
        get: operations["modelRunShow"];
        put?: never;
        post?: never;
        /**
         * Cancel a run
         * @description Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        delete: operations["modelRunCancel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/retrain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Train a run's model again, on the newest versions of its Datanets
         * @description It learns as the run did, without rows that were taken back, and is the next version of the same name. Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        post: operations["modelRunRetrain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a run rest
         * @description It stops after its present step, lets others go before it, and stays paused after a restart. Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        post: operations["modelRunPause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a paused run go on
         * @description It goes on from where it was, to the same model to the bit. Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        post: operations["modelRunResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/evaluations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a run's model says to rows that it never learnt
         * @description Who may call it: Anyone.
         */
        get: operations["modelRunEvaluations"];
        put?: never;
        /**
         * Have a run's model asked a regression set
         * @description It is asked in the background, as soon as no part of a run is being computed. Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        post: operations["modelRunEvaluate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/deploy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have the model of a run answer
         * @description Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        post: operations["modelRunDeploy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/value": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the rows of a run are worth
         * @description Who may call it: Anyone.
         */
        get: operations["modelRunValue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/value/contributors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the rows of a run are worth, by contributor
         * @description Who may call it: Anyone.
         */
        get: operations["modelRunContributors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/value/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the rows of a run are worth, by row
         * @description Who may call it: Anyone.
         */
        get: operations["modelRunValuedRows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/values.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The document of all values of a run
         * @description Its SHA-256 stands in the log. Who may call it: Anyone.
         */
        get: operations["modelRunValues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/values": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a Datanet, a contributor or a row did for each model
         * @description Who may call it: Anyone.
         */
        get: operations["modelValues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search, filter and sort receipts
         * @description Who may call it: Anyone.
         */
        get: operations["receiptList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/receipts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One receipt, and what is needed to read it
         * @description Question, prompt and answer are shown to the payer and the administrator alone; rows, quotations and sources to them, and to the contributor those of their own rows. Who may call it: Anyone.
         */
        get: operations["receiptShow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/receipts/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A receipt with all that is needed to check it offline
         * @description The file is sealed: keep its bytes as they are. Opening and evidence are in it for the payer and the administrator alone; a contributor has the pieces of evidence of their own rows. Who may call it: Anyone.
         */
        get: operations["receiptFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/receipts/{id}/conversation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Erase a question and its answer
         * @description The caller is the receipt's payer. Texts, tokens, salt, sources and evidence go; the receipt, its payments and the log stay and go on verifying. The log says who erased it, and when. It cannot be undone. Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        delete: operations["receiptErase"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/receipts/{id}/recompute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Compute an attribution again
         * @description The caller is the receipt's payer. Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        post: operations["receiptRecompute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/receipts/{id}/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give what you think of an answer as a row
         * @description The caller is the receipt's payer. The row has the question, the answer and the receipt's id; it is a draft until its contributor signs it. Who may call it: The contributor that the call is about, signed in with its wallet, or by an API key that may contribute; or the administrator.
         */
        post: operations["receiptFeedback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/receipts/{id}/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Trace an answer to single rows, by repeating the model's run
         * @description This takes minutes. Lines say how far it is; the last one is the result, or the refusal. Hanging up stops it. Who may call it: The administrator, with an admin token of the node.
         */
        post: operations["receiptTrace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search and sort the accounts whose keys the node keeps
         * @description Who may call it: The administrator, with an admin token of the node.
         */
        get: operations["accountList"];
        put?: never;
        /**
         * Create an account whose key the node keeps
         * @description Who may call it: The administrator, with an admin token of the node.
         */
        post: operations["accountCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{address}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One account, and what it earned
         * @description Who may call it: Anyone.
         */
        get: operations["accountShow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{address}/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why an account earned what it earned
         * @description Each line is what one answer, or one run's reward, paid it in one role. With the changes by audits, all lines but those that wait sum to what it earned. Who may call it: Anyone.
         */
        get: operations["accountStatement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{address}/audits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What audits of epochs changed for an account
         * @description Who may call it: Anyone.
         */
        get: operations["accountAudits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/deposits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deposit the operator's money for a payer
         * @description The answer comes once the money can be spent. Who may call it: The administrator, with an admin token of the node.
         */
        post: operations["accountDeposit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/message": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The message that a wallet signs to sign in
         * @description Who may call it: Anyone.
         */
        post: operations["accountSignInMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who the bearer is
         * @description Who may call it: Anyone.
         */
        get: operations["credentialWho"];
        put?: never;
        /**
         * Sign in with a wallet
         * @description Who may call it: Anyone.
         */
        post: operations["accountSignIn"];
        /**
         * End the session whose token is sent
         * @description Who may call it: Anyone.
         */
        delete: operations["accountSignOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/epochs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search, filter and sort epochs
         * @description Who may call it: Anyone.
         */
        get: operations["accountEpochs"];
        put?: never;
        /**
         * Close an epoch over all receipts there are
         * @description There is more than one where they name very many payers. Who may call it: The administrator, with an admin token of the node.
         */
        post: operations["accountEpochClose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/epochs/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One epoch
         * @description Who may call it: Anyone.
         */
        get: operations["accountEpoch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/epochs/{number}/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What an epoch's audit decided, by contributor
         * @description Who may call it: Anyone.
         */
        get: operations["accountEpochAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/epochs/{number}/leaves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The file of all leaves of an epoch's reward tree
         * @description Its SHA-256 stands on chain, in the log and in the epoch. The verifier makes root and total of it, by --leaves. Who may call it: Anyone.
         */
        get: operations["accountEpochLeaves"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Claim what an account is owed, at the operator's gas
         * @description Whoever names a recipient is paid there from then on, whoever brings the claim. An account whose key the node does not keep signs for it: call without a signature for the document, then again with it. That call needs no token. The commons of a Datanet is claimed by its owner alone, for a recipient, once. Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        post: operations["accountClaim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search, filter and sort API keys
         * @description Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        get: operations["credentialKeys"];
        put?: never;
        /**
         * Issue an API key
         * @description Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        post: operations["credentialKeyCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keys/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an API key a new secret
         * @description What it may do, and what it spent, stays. Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        post: operations["credentialKeyRotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an API key
         * @description Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        delete: operations["credentialKeyRevoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search and sort the sessions of a wallet
         * @description Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        get: operations["credentialSessions"];
        put?: never;
        post?: never;
        /**
         * End all sessions of a wallet
         * @description Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        delete: operations["credentialSessionsEnd"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End a session
         * @description Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        delete: operations["credentialSessionEnd"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search, filter and sort admin tokens
         * @description Who may call it: The administrator, with an admin token of the node.
         */
        get: operations["credentialAdminTokens"];
        put?: never;
        /**
         * Make an admin token
         * @description Who may call it: The administrator, with an admin token of the node.
         */
        post: operations["credentialAdminTokenCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/tokens/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an admin token a new secret
         * @description Who may call it: The administrator, with an admin token of the node.
         */
        post: operations["credentialAdminTokenRotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an admin token
         * @description Who may call it: The administrator, with an admin token of the node.
         */
        delete: operations["credentialAdminTokenRevoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a link that opens the page as administrator, once
         * @description Who may call it: The administrator, with an admin token of the node.
         */
        post: operations["credentialAdminLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange the code of a link for an admin token that ends
         * @description Who may call it: Anyone.
         */
        post: operations["credentialLinkUse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/acts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What administrators did
         * @description Every request of an administrator that may change something is here once. Reading is not. Who may call it: The administrator, with an admin token of the node.
         */
        get: operations["credentialAdminActs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mandates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search, filter and sort mandates
         * @description Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        get: operations["agentMandates"];
        put?: never;
        /**
         * Give a mandate
         * @description The signature is the caller's leave: that of the principal's wallet, or for a narrower mandate of the agent of the one above it. Without a signature the caller must be the signer, whose key the node keeps. Giving the same again changes nothing. Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        post: operations["agentMandateCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mandates/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Draft a mandate, and what is signed to give it
         * @description Nothing of it is kept. What it does not name is not allowed. Who may call it: Anyone.
         */
        post: operations["agentMandateDraft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mandates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One mandate, with those above and under it
         * @description Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        get: operations["agentMandate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mandates/{id}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue a key with which an agent acts under a mandate
         * @description It does nothing else, and ends with the mandate. Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        post: operations["agentMandateKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mandates/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End mandates, and all under them
         * @description Running calls are stopped. When it is answered, nothing more is done under them. An ended mandate stays ended. Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        post: operations["agentMandatesEnd"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mandates/{id}/trail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All that a family of mandates did, to check offline
         * @description The file is sealed: keep its bytes as they are. openledger verify checks it. Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        get: operations["agentTrail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search, filter and sort what agents did
         * @description Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        get: operations["agentActions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What an agent did, and why it was let do it or not
         * @description Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        get: operations["agentAction"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actions/{id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What an approver signs to let a call through
         * @description Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        get: operations["agentApproval"];
        put?: never;
        /**
         * Let a call through that waits, and do it
         * @description It is done once, whoever signs how often; every rule is asked again before. Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        post: operations["agentApprove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actions/{id}/rejection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decline a call that waits
         * @description Who may call it: The account that the call is about, signed in with its wallet; or the administrator.
         */
        post: operations["agentReject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The tools that mandates may name
         * @description Who may call it: Anyone.
         */
        get: operations["agentTools"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mcp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Call tools by the Model Context Protocol
         * @description Revisions 2026-07-28 and 2025-11-25, without sessions. A call that bears an Idempotency-Key has one effect, however often it is sent. Who may call it: An agent, by a key of its mandate.
         */
        post: operations["agentMcp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agents/v1/chat/completions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for the next message of a conversation, under a mandate
         * @description What OpenAI's clients send, to this base address; it is a call of the tool ask_model. An answer is given once its record is written, as a stream in one piece. Who may call it: An agent, by a key of its mandate.
         */
        post: operations["agentChat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The node, and the latest of everything
         * @description Who may call it: Anyone.
         */
        get: operations["nodeOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where a name, an id, a hash, or the beginning of one leads
         * @description At most 20 are found. Questions and answers are not searched. Who may call it: Anyone.
         */
        get: operations["nodeSearch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What changes, as it changes
         * @description The event's name is receipt, datanet, model, run or epoch; its data is that one's line. Who may call it: Anyone.
         */
        get: operations["nodeEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/log/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The Merkle log's files, as C2SP tlog-tiles lays them out
         * @description Who may call it: Anyone.
         */
        get: operations["nodeLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rpc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The chain's standard JSON-RPC, for wallets and libraries
         * @description Who may call it: Anyone.
         */
        post: operations["nodeRpc"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the node counts
         * @description Who may call it: Anyone.
         */
        get: operations["nodeMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * That the node's process answers
         * @description Who may call it: Anyone.
         */
        get: operations["nodeHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * That the node's process answers, where servers of models say it
         * @description Who may call it: Anyone.
         */
        get: operations["nodeServerHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/version": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The node's version, where servers of models say it
         * @description Who may call it: Anyone.
         */
        get: operations["nodeServerVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the node can do its work
         * @description The answer has the same form with 503, where one of the parts is not ready. It is at most a second old. Who may call it: Anyone.
         */
        get: operations["nodeReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This document
         * @description Who may call it: Anyone.
         */
        get: operations["nodeDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/outbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search, filter and sort the operator's transactions
         * @description One that cannot be sent is set aside with its reason. It stops those that need it, and no others. Who may call it: The administrator, with an admin token of the node.
         */
        get: operations["nodeOutbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/outbox/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a transaction, and those that need it
         * @description One that is sent is replaced under its nonce, if it is not in a block before. What must happen, such as the settlement of a closed epoch, is refused by name. Who may call it: The administrator, with an admin token of the node.
         */
        post: operations["nodeOutboxCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/outbox/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a transaction that is set aside again at once
         * @description Who may call it: The administrator, with an admin token of the node.
         */
        post: operations["nodeOutboxRetry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description An account, and what it earned. */
        AccountDetail: {
            /**
             * @description Its address.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            address: string;
            /**
             * @description What the node calls it.
             * @example a text
             */
            name?: string;
            /**
             * Format: int64
             * @description All it ever earned. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            earnedGwei: number;
            /**
             * Format: int64
             * @description Of that, what closed epochs hold. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            settledGwei: number;
            /**
             * Format: int64
             * @description Of that, what can be claimed. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            claimableGwei: number;
            /**
             * Format: int64
             * @description What is final on chain and not yet claimed. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            dueGwei: number;
            /**
             * Format: int64
             * @description What was claimed. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            claimedGwei: number;
            /**
             * Format: int64
             * @description What waits for an epoch's audit. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            waitingGwei: number;
            /**
             * Format: int64
             * @description What it can spend. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            depositGwei: number;
        };
        /** @description An account whose key the node keeps. */
        AccountLine: {
            /**
             * @description Its address.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            address: string;
            /**
             * @description What the node calls it.
             * @example a text
             */
            name: string;
        };
        /** @description Some accounts whose keys the node keeps. */
        AccountList: {
            /**
             * @description Those that were asked for.
             * @example [
             *       {
             *         "address": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *         "name": "a text"
             *       }
             *     ]
             */
            list: components["schemas"]["AccountLine"][];
            /**
             * Format: int64
             * @description How many match in all.
             * @example 1
             */
            total: number;
        };
        /** @description That a person lets one call through. */
        ActionApproval: {
            /**
             * @description Who does: one of those whom the mandate names.
             * @example a text
             */
            by: string;
            /**
             * Format: int64
             * @description Until when it holds, in seconds since 1970. Unit: seconds; a time counts them since 1970 in UTC.
             * @example 1790000000
             */
            deadlineSeconds: number;
            /**
             * @description Of that address's key; absent where the node keeps it.
             * @example 0x4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b14c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b11b
             */
            signature?: string;
        };
        /** @description One action. */
        ActionDetail: {
            /** @description As a list has it. */
            action: components["schemas"]["ActionLine"];
            /**
             * @description Whose deposit pays.
             * @example a text
             */
            principal: string;
            /**
             * @description What it was called with; of a question, the digest alone once it was asked.
             * @example {}
             */
            arguments: {
                [key: string]: unknown;
            };
            /**
             * @description What each said.
             * @example [
             *       {
             *         "rule": "a text",
             *         "found": "a text",
             *         "says": "a text"
             *       }
             *     ]
             */
            rules: components["schemas"]["RuleLine"][];
            /**
             * @description As it was signed and logged, once it has ended.
             * @example {}
             */
            record?: {
                [key: string]: unknown;
            };
            /**
             * Format: int64
             * @description Where the log has it.
             * @example 1
             */
            logIndex?: number;
        };
        /** @description What an agent did, or was not let do. */
        ActionLine: {
            /**
             * @description 32 hexadecimal digits.
             * @example 1
             */
            id: string;
            /**
             * @description Under which.
             * @example a text
             */
            mandate: string;
            /**
             * @description Its name.
             * @example a text
             */
            tool: string;
            /**
             * @description Read, spend or write.
             * @example a text
             */
            toolClass: string;
            /**
             * @description Awaiting, admitted, executed, declined, failed or stopped.
             * @example a text
             */
            state: string;
            /**
             * @description It waits, was declined or failed; empty where it was executed.
             * @example a text
             */
            why: string;
            /**
             * Format: int64
             * @description When it was asked for. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            createdMillis: number;
            /**
             * Format: int64
             * @description What it might cost. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            mostGwei: number;
            /**
             * Format: int64
             * @description What it cost. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            paidGwei: number;
            /**
             * @description Of the answer that it is.
             * @example 0f3c5a2e9b7d41688c1fa0d3b5e79246
             */
            receipt?: string;
        };
        /** @description Some actions. */
        ActionList: {
            /**
             * @description Those that were asked for.
             * @example [
             *       {
             *         "id": "1",
             *         "mandate": "a text",
             *         "tool": "a text",
             *         "toolClass": "a text",
             *         "state": "a text",
             *         "why": "a text",
             *         "createdMillis": 1790000000000,
             *         "mostGwei": 120000,
             *         "paidGwei": 120000,
             *         "receipt": "0f3c5a2e9b7d41688c1fa0d3b5e79246"
             *       }
             *     ]
             */
            list: components["schemas"]["ActionLine"][];
            /**
             * Format: int64
             * @description How many match in all.
             * @example 1
             */
            total: number;
        };
        /** @description What an administrator did. Its salt and its other members make up the digest that the public log has of it. */
        AdminActLine: {
            /**
             * Format: int64
             * @description Counts acts from 1.
             * @example 1
             */
            id: number;
            /**
             * Format: int64
             * @description When it was asked for. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            timeMillis: number;
            /**
             * @description The token's name.
             * @example a text
             */
            who: string;
            /**
             * @description The endpoint.
             * @example a text
             */
            route: string;
            /**
             * @description The path and query that it was called at.
             * @example a text
             */
            target: string;
            /**
             * @description The SHA-256 of what was sent, where that was JSON.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            bodyDigest?: string;
            /**
             * @description Changed, unchanged, refused or failed; a change that was made stays although what followed was refused.
             * @example a text
             */
            outcome: string;
            /**
             * @description Drawn for it.
             * @example a text
             */
            salt: string;
            /**
             * Format: int64
             * @description Its place in the log.
             * @example 1
             */
            logIndex: number;
        };
        /** @description Some acts of administrators. */
        AdminActList: {
            /**
             * @description Those that were asked for.
             * @example [
             *       {
             *         "id": 1,
             *         "timeMillis": 1790000000000,
             *         "who": "a text",
             *         "route": "a text",
             *         "target": "a text",
             *         "bodyDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "outcome": "a text",
             *         "salt": "a text",
             *         "logIndex": 1
             *       }
             *     ]
             */
            list: components["schemas"]["AdminActLine"][];
            /**
             * Format: int64
             * @description How many match in all.
             * @example 1
             */
            total: number;
        };
        /** @description A link that opens the page as administrator, once. */
        AdminLink: {
            /**
             * @description What its fragment carries; it is exchanged for a session's token.
             * @example a text
             */
            code: string;
            /**
             * @description Of the link on this node, from the slash on.
             * @example a text
             */
            path: string;
            /**
             * Format: int64
             * @description Until when. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            expiresMillis: number;
        };
        /** @description An admin token, without its secret. */
        AdminTokenLine: {
            /**
             * @description Names it.
             * @example 1
             */
            id: string;
            /**
             * @description Who or what uses it.
             * @example a text
             */
            name: string;
            /**
             * @description Live, expired or revoked.
             * @example a text
             */
            state: string;
            /**
             * Format: int64
             * @description When it was made. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            createdMillis: number;
            /**
             * Format: int64
             * @description When it was last used, to the minute. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            lastUsedMillis?: number;
            /**
             * Format: int64
             * @description When it ends by itself. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            expiresMillis?: number;
            /**
             * Format: int64
             * @description When it was revoked. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            revokedMillis?: number;
        };
        /** @description Some admin tokens. */
        AdminTokenList: {
            /**
             * @description Those that were asked for.
             * @example [
             *       {
             *         "id": "1",
             *         "name": "a text",
             *         "state": "a text",
             *         "createdMillis": 1790000000000,
             *         "lastUsedMillis": 1790000000000,
             *         "expiresMillis": 1790000000000,
             *         "revokedMillis": 1790000000000
             *       }
             *     ]
             */
            list: components["schemas"]["AdminTokenLine"][];
            /**
             * Format: int64
             * @description How many match in all.
             * @example 1
             */
            total: number;
        };
        /** @description How far those who vote on a Datanet's rows agree. Rows that are not decided are not in it. */
        AgreementView: {
            /**
             * Format: int64
             * @description With at least two votes.
             * @example 1
             */
            rows: number;
            /**
             * Format: double
             * @description Krippendorff's \u03b1 of them: 1 where all agree, 0 where they agree as chance would; left out where votes show nothing.
             * @example 0.5
             */
            alpha?: number;
            /**
             * @description Each with how they voted.
             * @example [
             *       {
             *         "address": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *         "name": "a text",
             *         "votes": 1,
             *         "asDecided": 1,
             *         "gold": 1,
             *         "goldRight": 1
             *       }
             *     ]
             */
            reviewers: components["schemas"]["AgreementViewReviewer"][];
        };
        /** @description How somebody voted. */
        AgreementViewReviewer: {
            /**
             * @description Of their account.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            address: string;
            /**
             * @description What the node calls them.
             * @example a text
             */
            name?: string;
            /**
             * Format: int64
             * @description On rows that are decided.
             * @example 1
             */
            votes: number;
            /**
             * Format: int64
             * @description How many of them were as the row was decided.
             * @example 1
             */
            asDecided: number;
            /**
             * Format: int64
             * @description How many were on rows whose right answer is known.
             * @example 1
             */
            gold: number;
            /**
             * Format: int64
             * @description How many of those were right.
             * @example 1
             */
            goldRight: number;
        };
        /** @description Rows of a Datanet's newest version that may say the same as another in other words: advice for who reviews, and no finding. */
        AlikeRows: {
            /**
             * @description The closest first.
             * @example [
             *       {
             *         "row": {
             *           "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *           "text": "a text",
             *           "metadata": {
             *             "source": "own notes"
             *           },
             *           "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *           "contributorName": "Ada",
             *           "datanet": "1",
             *           "datanetName": "Kitchen questions",
             *           "version": 1,
             *           "position": 1,
             *           "licence": "CC-BY-4.0",
             *           "status": "a text",
             *           "reason": "a text",
             *           "leader": "a text",
             *           "earnedGwei": 120000
             *         },
             *         "score": 0.5
             *       }
             *     ]
             */
            list: components["schemas"]["AlikeRowsAlikeRow"][];
        };
        /** @description A row that may say the same. */
        AlikeRowsAlikeRow: {
            /** @description That is in the version. */
            row: components["schemas"]["RowView"];
            /**
             * Format: double
             * @description How close it is beside the others that were found, from 0 to 1.
             * @example 0.5
             */
            score: number;
        };
        /** @description A token of an answer. */
        AnswerToken: {
            /**
             * @description Of it.
             * @example a text
             */
            text: string;
            /**
             * Format: int32
             * @description Where it begins in the answer, in UTF-16 code units.
             * @example 1
             */
            start: number;
            /**
             * Format: int32
             * @description Where it ends, in UTF-16 code units.
             * @example 1
             */
            end: number;
            /**
             * Format: double
             * @description How much it says of where the answer comes from.
             * @example 0.5
             */
            bits?: number;
        };
        /** @description What an approver signs. */
        ApprovalDraft: {
            /**
             * @description The EIP-712 document.
             * @example {}
             */
            typedData: {
                [key: string]: unknown;
            };
        };
        /** @description Some of what audits of epochs changed for an account. */
        AuditEntries: {
            /**
             * @description Those that were asked for.
             * @example [
             *       {
             *         "epoch": 1,
             *         "timeMillis": 1790000000000,
             *         "role": "a text",
             *         "gwei": 120000,
             *         "says": "a text"
             *       }
             *     ]
             */
            list: components["schemas"]["AuditEntry"][];
            /**
             * Format: int64
             * @description How many match in all.
             * @example 1
             */
            total: number;
        };
        /** @description What the audit of an epoch changed for an account. */
        AuditEntry: {
            /**
             * Format: int64
             * @description Its number.
             * @example 1
             */
            epoch: number;
            /**
             * Format: int64
             * @description When. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            timeMillis: number;
            /**
             * @description Contributor, or the pool's.
             * @example a text
             */
            role: string;
            /**
             * Format: int64
             * @description What the account has more; negative where harm took more than was released. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            gwei: number;
            /**
             * @description What became of what waited, and why, in a sentence.
             * @example a text
             */
            says: string;
        };
        /** @description What an epoch's audit decided about one contributor. */
        AuditOutcome: {
            /**
             * @description Their address.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            contributor: string;
            /**
             * Format: int64
             * @description What their answers paid them. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            paidGwei: number;
            /**
             * Format: int64
             * @description What waited. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            waitingGwei: number;
            /**
             * Format: int64
             * @description Of that, what may be chance. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            returnedGwei: number;
            /**
             * Format: int64
             * @description What their harm takes, of what waited first, then of what was paid. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            nettedGwei: number;
        };
        /** @description Some outcomes of the audit of an epoch. */
        AuditOutcomes: {
            /**
             * @description Those that were asked for.
             * @example [
             *       {
             *         "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *         "paidGwei": 120000,
             *         "waitingGwei": 120000,
             *         "returnedGwei": 120000,
             *         "nettedGwei": 120000
             *       }
             *     ]
             */
            list: components["schemas"]["AuditOutcome"][];
            /**
             * Format: int64
             * @description How many match in all.
             * @example 1
             */
            total: number;
        };
        /** @description A call of a tool by the model. */
        CalledTool: {
            /**
             * Format: int32
             * @description Its place among the calls, in a stream.
             * @example 1
             */
            index?: number;
            /**
             * @description By which the tool's answer names it.
             * @example 1
             */
            id: string;
            /**
             * @description Function.
             * @example function
             * @enum {string}
             */
            type: "function";
            /** @description What is called. */
            function: components["schemas"]["CalledToolCalledFunction"];
        };
        /** @description A called function. */
        CalledToolCalledFunction: {
            /**
             * @description Of it.
             * @example a text
             */
            name: string;
            /**
             * @description As JSON.
             * @example a text
             */
            arguments: string;
        };
        /** @description What the caller marks a request with. It changes nothing and is kept with the answer. */
        CallerMarks: {
            /**
             * @description Whom the caller asks for.
             * @example user-17
             */
            user?: string;
            /**
             * @description Of that person, in newer clients.
             * @example a text
             */
            safety_identifier?: string;
            /**
             * @description Texts by name.
             * @example {
             *       "batch": "7"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
        };
        /** @description A message of a conversation. */
        ChatMessage: {
            /**
             * @description Who says it; developer counts as system.
             * @example user
             * @enum {string}
             */
            role: "system" | "developer" | "user" | "assistant" | "tool";
            /**
             * @description A text, or parts of type text; it may be left out where the assistant called tools.
             * @example What goes into a roux?
             */
            content?: string | components["schemas"]["ChatMessageTextPart"][];
            /**
             * @description Of who says it, or of the tool that answers.
             * @example a text
             */
            name?: string;
            /**
             * @description What the assistant called.
             * @example [
             *       {
             *         "index": 1,
             *         "id": "1",
             *         "type": "function",
             *         "function": {
             *           "name": "a text",
             *           "arguments": "a text"
             *         }
             *       }
             *     ]
             */
            tool_calls?: components["schemas"]["CalledTool"][];
            /**
             * @description Which call a tool's message answers.
             * @example a text
             */
            tool_call_id?: string;
            /** @description Of the assistant; absent or null. */
            refusal?: null;
            /**
             * @description Of the assistant; none.
             * @enum {unknown}
             */
            annotations?: never[];
            /** @description Of the assistant; absent or null. */
            audio?: null;
            /** @description Of the assistant; absent or null. */
            function_call?: null;
        };
        /** @description A part of a message. */
        ChatMessageTextPart: {
            /**
             * @description Text: models here read nothing else.
             * @example text
             * @enum {string}
             */
            type: "text";
            /**
             * @description Of it.
             * @example a text
             */
            text: string;
        };
        /** @description A request for the next message of a conversation. */
        ChatRequest: {
            /**
             * @description To ask.
             * @example kitchen-1
             */
            model: string;
            /**
             * @description 1 to 1,000 of them.
             * @example [
             *       {
             *         "role": "user",
             *         "content": "What goes into a roux?",
             *         "name": "a text",
             *         "tool_calls": [
             *           {
             *             "index": 1,
             *             "id": "1",
             *             "type": "function",
             *             "function": {
             *               "name": "a text",
             *               "arguments": "a text"
             *             }
             *           }
             *         ],
             *         "tool_call_id": "a text"
             *       }
             *     ]
             */
            messages: components["schemas"]["ChatMessage"][];
            /**
             * Format: int32
             * @description Of the answer, in older clients.
             * @example 1
             */
            max_tokens?: number;
            /**
             * Format: int32
             * @description Of the answer.
             * @example 64
             */
            max_completion_tokens?: number;
            /**
             * @description Whether the answer says how likely its tokens were.
             * @default false
             * @example false
             */
            logprobs?: boolean;
            /**
             * Format: int32
             * @description So many of the likeliest tokens are told for each.
             * @default 0
             * @example 0
             */
            top_logprobs?: number;
            /** @description Which Datanets to search for sources. */
            retrieval?: components["schemas"]["RetrievalOptions"];
            /** @description The least that is wanted of the answer. */
            support?: components["schemas"]["SupportOptions"];
            /**
             * @description At most 128; the model's chat template says them to the model.
             * @example [
             *       {
             *         "type": "function",
             *         "function": {
             *           "name": "a text",
             *           "description": "a text",
             *           "parameters": {},
             *           "strict": true
             *         }
             *       }
             *     ]
             */
            tools?: components["schemas"]["ToolUseTool"][];
            /**
             * @description None, auto, required, or one function.
             * @example a text
             */
            tool_choice?: string | components["schemas"]["ToolUseNamedTool"];
            /** @description Text, any JSON object, or JSON of a schema. */
            response_format?: components["schemas"]["ToolUseResponseFormat"];
            /**
             * Format: double
             * @description Of the sampling; 0 takes the likeliest token.
             * @default 1
             * @example 0
             */
            temperature?: number;
            /**
             * Format: double
             * @description Part of the probability that is sampled from.
             * @default 1
             * @example 1
             */
            top_p?: number;
            /**
             * Format: double
             * @description Taken from the logit of a token that the answer has.
             * @default 0
             * @example 0
             */
            presence_penalty?: number;
            /**
             * Format: double
             * @description Taken from the logit of a token as often as the answer has it.
             * @default 0
             * @example 0
             */
            frequency_penalty?: number;
            /**
             * @description Added to logits, -100 to 100, by the token's id.
             * @example {
             *       "17": -100
             *     }
             */
            logit_bias?: {
                [key: string]: number;
            };
            /**
             * Format: int32
             * @description Answers; each is paid, and has a receipt of its own.
             * @default 1
             * @example 1
             */
            n?: number;
            /**
             * @description At most 4 texts that end the answer.
             * @example [
             *       "\n\n"
             *     ]
             */
            stop?: string | string[];
            /**
             * Format: int64
             * @description Of the sampling; of several answers each has the next one.
             * @example 7
             */
            seed?: number;
            /**
             * @description Whether the answer comes as server-sent events.
             * @default false
             * @example false
             */
            stream?: boolean;
            /** @description What the stream holds. */
            stream_options?: components["schemas"]["StreamOptions"];
            /**
             * Format: int32
             * @description So many of the likeliest tokens are sampled from; 0 or -1 for all.
             * @default 0
             * @example 0
             */
            top_k?: number;
            /**
             * Format: double
             * @description Tokens less likely than this part of the likeliest one's probability are left out.
             * @default 0
             * @example 0
             */
            min_p?: number;
            /**
             * Format: double
             * @description By which the logits of tokens of prompt and answer are divided where they are positive, and multiplied where they are negative.
             * @default 1
             * @example 1
             */
            repetition_penalty?: number;
            /**
             * Format: int32
             * @description So many tokens come before a token may end the answer.
             * @default 0
             * @example 0
             */
            min_tokens?: number;
            /**
             * @description Whether the model's own end tokens end nothing.
             * @default false
             * @example false
             */
            ignore_eos?: boolean;
            /**
             * @description Tokens that end the answer.
             * @example [
             *       1
             *     ]
             */
            stop_token_ids?: number[];
            /**
             * @description Whom the caller asks for.
             * @example user-17
             */
            user?: string;
            /**
             * @description Of that person, in newer clients.
             * @example a text
             */
            safety_identifier?: string;
            /**
             * @description Texts by name.
             * @example {
             *       "batch": "7"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            /**
             * @description Ignored: every answer is kept with its receipt.
             * @example true
             */
            store?: boolean;
            /**
             * @description Ignored: there is one tier.
             * @example a text
             */
            service_tier?: string;
            /**
             * @description Ignored: the model calls as many tools as it will.
             * @example true
             */
            parallel_tool_calls?: boolean;
            /**
             * @description Ignored: prompts are not cached by key.
             * @example a text
             */
            prompt_cache_key?: string;
            /**
             * @description Ignored: prompts are not cached by key.
             * @example a text
             */
            prompt_cache_retention?: string;
            /**
             * @description None; newer clients send tools.
             * @enum {unknown}
             */
            functions?: never[];
            /**
             * @description None; newer clients send tool_choice.
             * @enum {unknown}
             */
            function_call?: "none" | "auto";
            /** @description Absent or null. */
            audio?: null;
            /**
             * @description Text alone.
             * @enum {unknown}
             */
            modalities?: [
                "text"
            ] | never[];
            /** @description Absent or null. */
            prediction?: null;
            /**
             * @description None.
             * @enum {unknown}
             */
            reasoning_effort?: "none";
            /**
             * @description Medium.
             * @enum {unknown}
             */
            verbosity?: "medium";
            /** @description Absent or null. */
            web_search_options?: null;
            /** @description Absent or null. */
            moderation?: null;
            /** @description Absent or null. */
            prompt_cache_options?: null;
        };
        /** @description What became of a claim. */
        ClaimOutcome: {
            /**
             * @description That earned it.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            account: string;
            /**
             * @description Sent, not worth its gas, or to be signed first.
             * @example sent
             * @enum {string}
             */
            state: "sent" | "too-little" | "to-sign";
            /**
             * Format: int64
             * @description How much it is. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            gwei: number;
            /**
             * @description So in a sentence.
             * @example a text
             */
            says: string;
            /**
             * @description The EIP-712 document that the account signs, where its signature is needed.
             * @example {}
             */
            typedData?: {
                [key: string]: unknown;
            };
        };
        /** @description The epochs that a call has closed. */
        ClosedEpochs: {
            /**
             * @description The first of them; the list of epochs has all.
             * @example [
             *       {
             *         "number": 1,
             *         "state": "a text",
             *         "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "leavesDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "receipts": 1,
             *         "paidGwei": 120000,
             *         "waitedGwei": 120000,
             *         "releasedGwei": 120000,
             *         "returnedGwei": 120000,
             *         "nettedGwei": 120000,
             *         "transaction": "a text",
             *         "gas": 1,
             *         "closedMillis": 1790000000000,
             *         "finalAtSeconds": 1790000000,
             *         "next": "a text",
             *         "nextAtMillis": 1790000000000
             *       }
             *     ]
             */
            list: components["schemas"]["EpochLine"][];
            /**
             * Format: int64
             * @description How many were closed.
             * @example 1
             */
            total: number;
        };
        /** @description What a contributor says of how rows were made. What is not said is not stated. */
        CollectionStatement: {
            /**
             * @description What the rows are.
             * @example Questions that guests asked in our kitchen
             */
            description?: string;
            /**
             * @description Their languages, tags of BCP 47 between commas.
             * @example en, fr
             */
            language?: string;
            /**
             * @description How they were collected.
             * @example Written down by hand between May and July 2026
             */
            collection?: string;
            /**
             * @description Whether they are about people, and how that was treated.
             * @example None: nobody is named
             */
            personalData?: string;
            /**
             * @description How to reach who can say more; it is public.
             * @example ada@example.org
             */
            contact?: string;
        };
        /** @description An answer, or one chunk of its stream. Citations and what retrieval left out stand where retrieval was asked for, in a stream's last chunk with a choice. */
        CompletionAnswer: {
            /**
             * @description Of the answer; the first answer's receipt's id stands in it.
             * @example 1
             */
            id: string;
            /**
             * @description What this is.
             * @example chat.completion
             * @enum {string}
             */
            object: "chat.completion" | "chat.completion.chunk" | "text_completion";
            /**
             * Format: int64
             * @description When it was asked for, in seconds since 1970.
             * @example 1790000000
             */
            created: number;
            /**
             * @description That answered.
             * @example kitchen-1
             */
            model: string;
            /**
             * @description The answers; none in a stream's chunk of usage.
             * @example [
             *       {
             *         "index": 1,
             *         "message": {
             *           "role": "a text",
             *           "content": "a text",
             *           "tool_calls": [
             *             {
             *               "index": 1,
             *               "id": "1",
             *               "type": "function",
             *               "function": {
             *                 "name": "a text",
             *                 "arguments": "a text"
             *               }
             *             }
             *           ]
             *         },
             *         "delta": {
             *           "role": "a text",
             *           "content": "a text",
             *           "tool_calls": [
             *             {
             *               "index": 1,
             *               "id": "1",
             *               "type": "function",
             *               "function": {
             *                 "name": "a text",
             *                 "arguments": "a text"
             *               }
             *             }
             *           ]
             *         },
             *         "text": "a text",
             *         "logprobs": {
             *           "content": [
             *             {
             *               "token": "a text",
             *               "logprob": 0.5,
             *               "bytes": [
             *                 1
             *               ],
             *               "top_logprobs": [
             *                 {
             *                   "token": "a text",
             *                   "logprob": 0.5,
             *                   "bytes": [
             *                     1
             *                   ]
             *                 }
             *               ]
             *             }
             *           ]
             *         },
             *         "token_ids": [
             *           1
             *         ],
             *         "finish_reason": "stop",
             *         "receipt": "0f3c5a2e9b7d41688c1fa0d3b5e79246"
             *       }
             *     ]
             */
            choices: components["schemas"]["CompletionAnswerChoice"][];
            /** @description Tokens that were counted. */
            usage?: components["schemas"]["CompletionAnswerUsage"];
            /**
             * @description The sources that the model was given.
             * @example [
             *       {
             *         "number": 1,
             *         "datanet": "1",
             *         "row": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *         "score": 0.5
             *       }
             *     ]
             */
            citations?: components["schemas"]["CompletionAnswerCitation"][];
            /** @description What was found and not given. */
            retrieval?: components["schemas"]["CompletionAnswerRetrievalOutcome"];
        };
        /** @description A message, or a part of one. */
        CompletionAnswerAnswerMessage: {
            /**
             * @description Assistant; in a stream's first chunk only.
             * @example a text
             */
            role?: string;
            /**
             * @description Of it; null where the message is calls alone.
             * @example a text
             */
            content?: string;
            /**
             * @description Tools that the model calls.
             * @example [
             *       {
             *         "index": 1,
             *         "id": "1",
             *         "type": "function",
             *         "function": {
             *           "name": "a text",
             *           "arguments": "a text"
             *         }
             *       }
             *     ]
             */
            tool_calls?: components["schemas"]["CalledTool"][];
        };
        /** @description How likely the tokens of a message were. */
        CompletionAnswerChatLogprobs: {
            /**
             * @description Each token.
             * @example [
             *       {
             *         "token": "a text",
             *         "logprob": 0.5,
             *         "bytes": [
             *           1
             *         ],
             *         "top_logprobs": [
             *           {
             *             "token": "a text",
             *             "logprob": 0.5,
             *             "bytes": [
             *               1
             *             ]
             *           }
             *         ]
             *       }
             *     ]
             */
            content: components["schemas"]["CompletionAnswerTokenLogprob"][];
        };
        /** @description One answer's text. */
        CompletionAnswerChoice: {
            /**
             * Format: int32
             * @description The answer's place: the first prompt's answers come first.
             * @example 1
             */
            index: number;
            /** @description Of a whole answer of a conversation. */
            message?: components["schemas"]["CompletionAnswerAnswerMessage"];
            /** @description What a stream's chunk adds to the message. */
            delta?: components["schemas"]["CompletionAnswerAnswerMessage"];
            /**
             * @description Of a plain completion.
             * @example a text
             */
            text?: string;
            /**
             * @description How likely the tokens were, where that was asked for; in a stream, those that the chunk adds.
             * @example {
             *       "content": [
             *         {
             *           "token": "a text",
             *           "logprob": 0.5,
             *           "bytes": [
             *             1
             *           ],
             *           "top_logprobs": [
             *             {
             *               "token": "a text",
             *               "logprob": 0.5,
             *               "bytes": [
             *                 1
             *               ]
             *             }
             *           ]
             *         }
             *       ]
             *     }
             */
            logprobs?: components["schemas"]["CompletionAnswerChatLogprobs"] | components["schemas"]["CompletionAnswerTextLogprobs"];
            /**
             * @description The tokens, where they were asked for; in a stream, those that the chunk adds.
             * @example [
             *       1
             *     ]
             */
            token_ids?: number[];
            /**
             * @description Why it ended; null before. After content_filter a sentence stands for an answer that rows do not support by as much as was asked for.
             * @example stop
             * @enum {string}
             */
            finish_reason?: "stop" | "length" | "tool_calls" | "content_filter";
            /**
             * @description The id of this answer's receipt, when it has ended.
             * @example 0f3c5a2e9b7d41688c1fa0d3b5e79246
             */
            receipt?: string;
        };
        /** @description A source that the answer was given. */
        CompletionAnswerCitation: {
            /**
             * Format: int32
             * @description As the prompt calls it, from 1: an answer may cite it as [1].
             * @example 1
             */
            number: number;
            /**
             * @description The Datanet's number.
             * @example 1
             */
            datanet: string;
            /**
             * @description The leaf of the row.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            row: string;
            /**
             * @description Who gave the row.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            contributor: string;
            /**
             * Format: double
             * @description Of the search, in [0, 1]: larger is nearer.
             * @example 0.5
             */
            score: number;
        };
        /** @description Of the prompt's tokens. */
        CompletionAnswerPromptDetails: {
            /**
             * Format: int32
             * @description Those that were computed for an earlier request of the same payer to the same model; they cost the same.
             * @example 1
             */
            cached_tokens: number;
        };
        /** @description What retrieval left out. */
        CompletionAnswerRetrievalOutcome: {
            /**
             * Format: int32
             * @description Rows that were found and not given: they did not fit beside question and answer, or the model is surer of its answer without them.
             * @example 1
             */
            left_out: number;
        };
        /** @description How likely the tokens of a text were. */
        CompletionAnswerTextLogprobs: {
            /**
             * @description Their texts.
             * @example [
             *       "a text"
             *     ]
             */
            tokens: string[];
            /**
             * @description Natural logarithms of their probabilities; null for the first of a prompt.
             * @example [
             *       0.5
             *     ]
             */
            token_logprobs: number[];
            /**
             * @description For each the likeliest tokens at its place, by their text; null for the first of a prompt.
             * @example [
             *       {
             *         "name": 0.5
             *       }
             *     ]
             */
            top_logprobs: {
                [key: string]: number;
            }[];
            /**
             * @description Where each begins in the text.
             * @example [
             *       1
             *     ]
             */
            text_offset: number[];
        };
        /** @description A token of a message. */
        CompletionAnswerTokenLogprob: {
            /**
             * @description Its text.
             * @example a text
             */
            token: string;
            /**
             * Format: double
             * @description Natural logarithm of its probability, by the model's own distribution.
             * @example 0.5
             */
            logprob: number;
            /**
             * @description Of its text; absent where it is a part of a character.
             * @example [
             *       1
             *     ]
             */
            bytes?: number[];
            /**
             * @description The likeliest tokens at its place.
             * @example [
             *       {
             *         "token": "a text",
             *         "logprob": 0.5,
             *         "bytes": [
             *           1
             *         ]
             *       }
             *     ]
             */
            top_logprobs: components["schemas"]["CompletionAnswerTopLogprob"][];
        };
        /** @description A token that might have come. */
        CompletionAnswerTopLogprob: {
            /**
             * @description Its text.
             * @example a text
             */
            token: string;
            /**
             * Format: double
             * @description Natural logarithm of its probability.
             * @example 0.5
             */
            logprob: number;
            /**
             * @description Of its text; absent where it is a part of a character.
             * @example [
             *       1
             *     ]
             */
            bytes?: number[];
        };
        /** @description Tokens that were counted: those that are paid for. */
        CompletionAnswerUsage: {
            /**
             * Format: int32
             * @description Of the prompt, once for each answer.
             * @example 1
             */
            prompt_tokens: number;
            /**
             * Format: int32
             * @description Of the answers.
             * @example 1
             */
            completion_tokens: number;
            /**
             * Format: int32
             * @description Of both.
             * @example 1
             */
            total_tokens: number;
            /** @description What of the prompt was computed before. */
            prompt_tokens_details: components["schemas"]["CompletionAnswerPromptDetails"];
        };
        /** @description A request to go on with a text. */
        CompletionRequest: {
            /**
             * @description To ask.
             * @example kitchen-1
             */
            model: string;
            /**
             * @description A text, the ids of its tokens, or several of either; each has an answer of its own, which is paid and has a receipt.
             * @example A roux is
             */
            prompt: string | string[] | number[] | number[][];
            /**
             * Format: int32
             * @description Of the answer; it is shorter where that is all that fits beside the prompt.
             * @default 16
             * @example 16
             */
            max_tokens?: number;
            /**
             * Format: int32
             * @description How likely the answer's tokens were, and so many of the likeliest for each.
             * @example 1
             */
            logprobs?: number;
            /**
             * @description Whether the answer comes with its tokens, as vLLM gives them; `logprobs` comes with it.
             * @default false
             * @example false
             */
            return_token_ids?: boolean;
            /**
             * @description Whether the answer's text, and how likely its tokens were, begin with the prompt.
             * @default false
             * @example false
             */
            echo?: boolean;
            /** @description The least that is wanted of the answer. */
            support?: components["schemas"]["SupportOptions"];
            /**
             * Format: double
             * @description Of the sampling; 0 takes the likeliest token.
             * @default 1
             * @example 0
             */
            temperature?: number;
            /**
             * Format: double
             * @description Part of the probability that is sampled from.
             * @default 1
             * @example 1
             */
            top_p?: number;
            /**
             * Format: double
             * @description Taken from the logit of a token that the answer has.
             * @default 0
             * @example 0
             */
            presence_penalty?: number;
            /**
             * Format: double
             * @description Taken from the logit of a token as often as the answer has it.
             * @default 0
             * @example 0
             */
            frequency_penalty?: number;
            /**
             * @description Added to logits, -100 to 100, by the token's id.
             * @example {
             *       "17": -100
             *     }
             */
            logit_bias?: {
                [key: string]: number;
            };
            /**
             * Format: int32
             * @description Answers; each is paid, and has a receipt of its own.
             * @default 1
             * @example 1
             */
            n?: number;
            /**
             * @description At most 4 texts that end the answer.
             * @example [
             *       "\n\n"
             *     ]
             */
            stop?: string | string[];
            /**
             * Format: int64
             * @description Of the sampling; of several answers each has the next one.
             * @example 7
             */
            seed?: number;
            /**
             * @description Whether the answer comes as server-sent events.
             * @default false
             * @example false
             */
            stream?: boolean;
            /** @description What the stream holds. */
            stream_options?: components["schemas"]["StreamOptions"];
            /**
             * Format: int32
             * @description So many of the likeliest tokens are sampled from; 0 or -1 for all.
             * @default 0
             * @example 0
             */
            top_k?: number;
            /**
             * Format: double
             * @description Tokens less likely than this part of the likeliest one's probability are left out.
             * @default 0
             * @example 0
             */
            min_p?: number;
            /**
             * Format: double
             * @description By which the logits of tokens of prompt and answer are divided where they are positive, and multiplied where they are negative.
             * @default 1
             * @example 1
             */
            repetition_penalty?: number;
            /**
             * Format: int32
             * @description So many tokens come before a token may end the answer.
             * @default 0
             * @example 0
             */
            min_tokens?: number;
            /**
             * @description Whether the model's own end tokens end nothing.
             * @default false
             * @example false
             */
            ignore_eos?: boolean;
            /**
             * @description Tokens that end the answer.
             * @example [
             *       1
             *     ]
             */
            stop_token_ids?: number[];
            /**
             * @description Whom the caller asks for.
             * @example user-17
             */
            user?: string;
            /**
             * @description Of that person, in newer clients.
             * @example a text
             */
            safety_identifier?: string;
            /**
             * @description Texts by name.
             * @example {
             *       "batch": "7"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            /**
             * @description Ignored: every answer is kept with its receipt.
             * @example true
             */
            store?: boolean;
            /**
             * @description Ignored: there is one tier.
             * @example a text
             */
            service_tier?: string;
            /**
             * @description Ignored: the model calls as many tools as it will.
             * @example true
             */
            parallel_tool_calls?: boolean;
            /**
             * @description Ignored: prompts are not cached by key.
             * @example a text
             */
            prompt_cache_key?: string;
            /**
             * @description Ignored: prompts are not cached by key.
             * @example a text
             */
            prompt_cache_retention?: string;
            /** @description Absent or null. */
            suffix?: null;
            /**
             * @description 1.
             * @enum {unknown}
             */
            best_of?: 1;
        };
        /** @description A contribution to a Datanet. */
        ContributionLine: {
            /**
             * @description Its number.
             * @example 1
             */
            id: string;
            /**
             * @description The Datanet's number.
             * @example 1
             */
            datanet: string;
            /**
             * @description The address that gave it.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            contributor: string;
            /**
             * @description What the node calls the contributor.
             * @example Ada
             */
            contributorName?: string;
            /**
             * Format: int64
             * @description When it was uploaded. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            timeMillis: number;
            /**
             * @description How far it is.
             * @example screening
             * @enum {string}
             */
            state: "screening" | "empty" | "screened" | "expired" | "signed" | "reviewed";
            /**
             * Format: int64
             * @description Lines of the upload.
             * @example 1
             */
            rowsSubmitted: number;
            /**
             * Format: int64
             * @description Rows that passed screening.
             * @example 1
             */
            rowsPassed: number;
            /**
             * Format: int64
             * @description Rows that the owner accepted.
             * @example 1
             */
            rowsAccepted: number;
            /**
             * Format: int64
             * @description Lines that are not in.
             * @example 1
             */
            rowsRejected: number;
            /**
             * Format: int64
             * @description Rows that wait for the owner's own word.
             * @example 1
             */
            rowsHeld: number;
            /**
             * Format: int64
             * @description Rows that were accepted and that the owner was not shown.
             * @example 1
             */
            rowsUnseen: number;
            /**
             * @description Of the Merkle tree over its rows; empty while it has none.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            root: string;
            /**
             * @description How far its record on chain is.
             * @example a text
             */
            chainState: string;
            /**
             * @description What its file was.
             * @example a text
             */
            file?: string;
            /**
             * @description Which column of the file each field was taken from, such as `instruction=question,response=answer`.
             * @example a text
             */
            mapping?: string;
            /** @description What the contributor said of how its rows were made, where anything was. */
            statement?: components["schemas"]["CollectionStatement"];
            /**
             * Format: int64
             * @description Rows that the contributor took back.
             * @example 1
             */
            rowsWithdrawn: number;
            /**
             * @description Whether the owner decides on it, or a quorum of votes.
             * @example owner
             * @enum {string}
             */
            decidedBy: "owner" | "quorum";
            /**
             * Format: int64
             * @description How many votes that agree decide a row; 0 where the owner decides.
             * @example 1
             */
            quorum: number;
            /**
             * Format: int64
             * @description Until when votes are taken, where any are and it is signed. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            votesEndMillis?: number;
            /**
             * @description Whether a reviewer asked the contributor and has no answer yet.
             * @example true
             */
            awaitsAnswer: boolean;
        };
        /** @description Some contributions to a Datanet. */
        ContributionList: {
            /**
             * @description Those that were asked for.
             * @example [
             *       {
             *         "id": "1",
             *         "datanet": "1",
             *         "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *         "contributorName": "Ada",
             *         "timeMillis": 1790000000000,
             *         "state": "screening",
             *         "rowsSubmitted": 1,
             *         "rowsPassed": 1,
             *         "rowsAccepted": 1,
             *         "rowsRejected": 1,
             *         "rowsHeld": 1,
             *         "rowsUnseen": 1,
             *         "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "chainState": "a text",
             *         "file": "a text",
             *         "mapping": "a text",
             *         "statement": {
             *           "description": "Questions that guests asked in our kitchen",
             *           "language": "en, fr",
             *           "collection": "Written down by hand between May and July 2026",
             *           "personalData": "None: nobody is named",
             *           "contact": "ada@example.org"
             *         },
             *         "rowsWithdrawn": 1,
             *         "decidedBy": "owner",
             *         "quorum": 1,
             *         "votesEndMillis": 1790000000000,
             *         "awaitsAnswer": true
             *       }
             *     ]
             */
            list: components["schemas"]["ContributionLine"][];
            /**
             * Format: int64
             * @description How many match in all.
             * @example 1
             */
            total: number;
        };
        /** @description What the node would make of a file. Nothing of it is kept. */
        ContributionPreview: {
            /**
             * @description What the file is.
             * @example CSV with semicolons, windows-1252 (guessed)
             */
            kind: string;
            /**
             * @description What its columns are known as.
             * @example Alpaca
             */
            shape: string;
            /**
             * @description The column that each field is taken from.
             * @example {
             *       "instruction": "question",
             *       "response": "answer"
             *     }
             */
            mapping: {
                [key: string]: string;
            };
            /**
             * @description Why the columns are not known: say which is which; nothing of the file was looked at then.
             * @example a text
             */
            problem?: string;
            /**
             * @description That the file has.
             * @example [
             *       "a text"
             *     ]
             */
            columns: string[];
            /**
             * @description That a row may have.
             * @example [
             *       "a text"
             *     ]
             */
            fields: string[];
            /**
             * Format: int64
             * @description Records of the file.
             * @example 1
             */
            rowsRead: number;
            /**
             * Format: int64
             * @description Those that would be rows.
             * @example 1
             */
            rowsPassed: number;
            /**
             * Format: int64
             * @description How many of them would wait for the owner's own word.
             * @example 1
             */
            rowsHeld: number;
            /**
             * Format: int64
             * @description Those that would not.
             * @example 1
             */
            rowsRefused: number;
            /**
             * Format: int64
             * @description How many of these would be rows with `repair`.
             * @example 1
             */
            repairable: number;
            /**
             * @description Its first rows before and after.
             * @example [
             *       {
             *         "line": 1,
             *         "before": "a text",
             *         "after": "a text"
             *       }
             *     ]
             */
            samples: components["schemas"]["ContributionPreviewSampleRow"][];
            /**
             * @description Records that are no rows, the first 1,000.
             * @example [
             *       {
             *         "line": 1,
             *         "reason": "a text",
             *         "detail": "a text",
             *         "text": "a text"
             *       }
             *     ]
             */
            refused: components["schemas"]["ContributionPreviewRefusedRecord"][];
            /**
             * @description Records that are related to a row that is there, refused or not, the first 1,000.
             * @example [
             *       {
             *         "line": 1,
             *         "relation": "a text",
             *         "detail": "a text",
             *         "row": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
             *       }
             *     ]
             */
            related: components["schemas"]["ContributionPreviewRelatedRecord"][];
            /**
             * @description Where secrets and personal data stand, the first 1,000.
             * @example [
             *       {
             *         "line": 1,
             *         "kind": "a text",
             *         "what": "a text",
             *         "field": "a text",
             *         "character": 1
             *       }
             *     ]
             */
            privates: components["schemas"]["ContributionPreviewPrivateRecord"][];
        };
        /** @description A secret or something personal in a record. What it says is told nobody. */
        ContributionPreviewPrivateRecord: {
            /**
             * Format: int64
             * @description The record begins in.
             * @example 1
             */
            line: number;
            /**
             * @description Its code, such as mail.
             * @example a text
             */
            kind: string;
            /**
             * @description It is, in words.
             * @example a text
             */
            what: string;
            /**
             * @description It stands in.
             * @example a text
             */
            field: string;
            /**
             * Format: int64
             * @description The place in the field, from 1.
             * @example 1
             */
            character: number;
        };
        /** @description A record that is no row. */
        ContributionPreviewRefusedRecord: {
            /**
             * Format: int64
             * @description It begins in.
             * @example 1
             */
            line: number;
            /**
             * @description The code of why.
             * @example a text
             */
            reason: string;
            /**
             * @description Why, in a sentence.
             * @example a text
             */
            detail: string;
            /**
             * @description The record, where the node has room to show it.
             * @example a text
             */
            text: string;
        };
        /** @description A record that is related to a row. */
        ContributionPreviewRelatedRecord: {
            /**
             * Format: int64
             * @description It begins in.
             * @example 1
             */
            line: number;
            /**
             * @description Copy, contains, variant, correction or elsewhere.
             * @example a text
             */
            relation: string;
            /**
             * @description How, in a sentence.
             * @example a text
             */
            detail: string;
            /**
             * @description The leaf of the row that it repeats.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            row?: string;
        };
        /** @description A row before and after. */
        ContributionPreviewSampleRow: {
            /**
             * Format: int64
             * @description It begins in.
             * @example 1
             */
            line: number;
            /**
             * @description The record as JSON.
             * @example a text
             */
            before: string;
            /**
             * @description The row as JSON.
             * @example a text
             */
            after: string;
        };
        /** @description The decision of an owner or curator on a contribution. */
        ContributionReview: {
            /**
             * @description Whether its rows come in, but for those of `rejectRows`.
             * @example true
             */
            accept: boolean;
            /**
             * @description Why rows are refused.
             * @example a text
             */
            reason?: string;
            /**
             * @description Lines of the upload that are refused all the same.
             * @default []
             * @example [
             *       4,
             *       17
             *     ]
             */
            rejectRows?: number[];
            /**
             * @description Lines of the upload that are accepted, held ones too.
             * @default []
             * @example [
             *       2,
             *       3
             *     ]
             */
            acceptRows?: number[];
            /**
             * @description What becomes of rows that are in neither list: accept, but for those that are held; refuse; or wait. What `accept` says where this is absent.
             * @example accept
             * @enum {string}
             */
            rest?: "accept" | "refuse" | "wait";
            /**
             * @description Whether rows may be accepted that who decides was not shown; it is recorded.
             * @example true
             */
            unseen?: boolean;
            /**
             * @description The owner, or a curator; the caller where this is absent.
             * @example a text
             */
            by?: string;
        };
        /** @description A contributor's agreement to the Datanet's terms. */
        ContributionSignature: {
            /**
             * @description Of the contributor's wallet over the contribution's typed data; left out where the node keeps the contributor's key.
             * @example 0x4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b14c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b11b
             */
            signature?: string;
        };
        /** @description A contribution whose rows were described. */
        ContributionStatement: {
            /** @description As it is kept. */
            statement: components["schemas"]["CollectionStatement"];
            /**
             * @description The EIP-712 document that the contributor signs.
             * @example {}
             */
            typedData: {
                [key: string]: unknown;
            };
        };
        /** @description A draft, as its contributor signs it. */
        ContributionToSign: {
            /**
             * @description The EIP-712 document.
             * @example {}
             */
            typedData: {
                [key: string]: unknown;
            };
            /**
             * @description In full.
             * @example a text
             */
            terms: string;
            /**
             * @description Its name.
             * @example CC-BY-4.0
             */
            licence: string;
            /**
             * @description What others may do with the rows, in sentences.
             * @example [
             *       "a text"
             *     ]
             */
            licenceSays: string[];
            /**
             * Format: int64
             * @description The last second, since 1970, at which it can be signed. Unit: seconds; a time counts them since 1970 in UTC.
             * @example 1790000000
             */
            deadlineSeconds: number;
        };
        /** @description What a contributor's rows did for the loss on held-out rows. */
        ContributorValue: {
            /**
             * @description Their address.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            contributor: string;
            /**
             * @description What the node calls them.
             * @example Ada
             */
            contributorName?: string;
            /**
             * Format: int64
             * @description How many.
             * @example 1
             */
            rows: number;
            /**
             * Format: int64
             * @description By how much they lowered the loss, in 10\u207b\u2079 nats a token. Unit: 10⁻⁹ nats a token.
             * @example 1
             */
            nanonats: number;
            /**
             * Format: int64
             * @description Lower end of the 90 % interval, in 10\u207b\u2079 nats a token.
             * @example 1
             */
            low: number;
            /**
             * Format: int64
             * @description Upper end of it, in 10\u207b\u2079 nats a token.
             * @example 1
             */
            high: number;
            /**
             * Format: int64
             * @description Of the run's reward. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            gwei: number;
        };
        /** @description Some contributors of a run, with what their rows are worth. */
        ContributorValues: {
            /**
             * @description Those that were asked for.
             * @example [
             *       {
             *         "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *         "contributorName": "Ada",
             *         "rows": 1,
             *         "nanonats": 1,
             *         "low": 1,
             *         "high": 1,
             *         "gwei": 120000
             *       }
             *     ]
             */
            list: components["schemas"]["ContributorValue"][];
            /**
             * Format: int64
             * @description How many match in all.
             * @example 1
             */
            total: number;
        };
        /** @description What all receipts together say of one row. Effects and pay are measured by contributor; a row has its part of them by how near it is to the answer. Quotations are of the row itself. */
        CreditedRowLine: {
            /**
             * @description The row.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            leaf: string;
            /**
             * Format: int64
             * @description That name it among the five nearest of its contributor.
             * @example 1
             */
            answers: number;
            /**
             * Format: int64
             * @description Its part of what its contributor was paid with them. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            earnedGwei: number;
            /**
             * Format: int64
             * @description Its part of what waited beside that. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            waitingGwei: number;
            /**
             * Format: int64
             * @description Those of the answers that its contributor's rows made less likely.
             * @example 1
             */
            loweredAnswers: number;
            /**
             * Format: int64
             * @description Those of them where the whole 90 % interval lies below zero.
             * @example 1
             */
            loweredSurely: number;
            /**
             * Format: int64
             * @description Its part of how much less likely, in 10\u207b\u2076 nats. Unit: 10⁻⁶ nats.
             * @example 1
             */
            loweredMicronats: number;
            /**
             * Format: int64
             * @description Answers that have words of it, in a run.
             * @example 1
             */
            quotedAnswers: number;
            /**
             * Format: int64
             * @description In how many places of the training rows such a run stands, at most.
             * @example 1
             */
            places: number;
            /**
             * Format: int64
             * @description Rows and lines of uploads that were found to repeat it.
             * @example 1
             */
            copies: number;
            /** @description The row itself, while the node has it. */
            row?: components["schemas"]["RowView"];
        };
        /** @description What receipts say of a Datanet's rows. */
        DatanetCredit: {
            /**
             * Format: int64
             * @description Of all Datanets that were counted.
             * @example 1
             */
            receipts: number;
            /**
             * Format: int64
             * @description Of this Datanet that they name or quote.
             * @example 1
             */
            rows: number;
            /**
             * @description Those that were asked for.
             * @example [
             *       {
             *         "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "answers": 1,
             *         "earnedGwei": 120000,
             *         "waitingGwei": 120000,
             *         "loweredAnswers": 1,
             *         "loweredSurely": 1,
             *         "loweredMicronats": 1,
             *         "quotedAnswers": 1,
             *         "places": 1,
             *         "copies": 1,
             *         "row": {
             *           "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *           "text": "a text",
             *           "metadata": {
             *             "source": "own notes"
             *           },
             *           "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *           "contributorName": "Ada",
             *           "datanet": "1",
             *           "datanetName": "Kitchen questions",
             *           "version": 1,
             *           "position": 1,
             *           "licence": "CC-BY-4.0",
             *           "status": "a text",
             *           "reason": "a text",
             *           "leader": "a text",
             *           "earnedGwei": 120000
             *         }
             *       }
             *     ]
             */
            list: components["schemas"]["CreditedRowLine"][];
            /**
             * Format: int64
             * @description How many match in all.
             * @example 1
             */
            total: number;
        };
        /** @description A Datanet with all that belongs to it. */
        DatanetDetail: {
            /**
             * @description Its number.
             * @example 1
             */
            id: string;
            /**
             * @description Its number in the DatanetRegistry, once it is registered.
             * @example a text
             */
            token?: string;
            /**
             * @description What its owner calls it.
             * @example a text
             */
            name: string;
            /**
             * @description The address that reviews contributions and publishes versions.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            owner: string;
            /**
             * @description What the node calls the owner.
             * @example Ada
             */
            ownerName?: string;
            /**
             * @description Which fields each row has.
             * @example INSTRUCTION
             * @enum {string}
             */
            schema: "INSTRUCTION" | "TEXT" | "PREFERENCE" | "CHAT" | "LABEL";
            /**
             * @description Of its rows, an SPDX identifier.
             * @example CC-BY-4.0
             */
            licence: string;
            /**
             * Format: int64
             * @description Rows that were uploaded.
             * @example 1
             */
            rowsSubmitted: number;
            /**
             * Format: int64
             * @description Rows that are in, after screening and review.
             * @example 1
             */
            rowsAccepted: number;
            /**
             * Format: int64
             * @description How many addresses contributed.
             * @example 1
             */
            contributors: number;
            /**
             * Format: int64
             * @description Number of the latest published version; 0 before the first.
             * @example 1
             */
            latestVersion: number;
            /**
             * @description How far its registration on chain is.
             * @example a text
             */
            chainState: string;
            /**
             * @description The text that contributors sign for.
             * @example a text
             */
            terms: string;
            /**
             * @description SHA-256 of the terms.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            termsDigest: string;
            /**
             * @description The account of its commons, whose money its owner gives to somebody by a claim; left out before there is any.
             * @example a text
             */
            commonsAccount?: string;
            /**
             * Format: int64
             * @description How many rows its latest version has; 0 before the first.
             * @example 1
             */
            publishedRows: number;
        };
        /** @description A Datanet in a list. */
        DatanetLine: {
            /**
             * @description Its number.
             * @example 1
             */
            id: string;
            /**
             * @description Its number in the DatanetRegistry, once it is registered.
             * @example a text
             */
            token?: string;
            /**
             * @description What its owner calls it.
             * @example a text
             */
            name: string;
            /**
             * @description The address that reviews contributions and publishes versions.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            owner: string;
            /**
             * @description What the node calls the owner.
             * @example Ada
             */
            ownerName?: string;
            /**
             * @description Which fields each row has.
             * @example INSTRUCTION
             * @enum {string}
             */
            schema: "INSTRUCTION" | "TEXT" | "PREFERENCE" | "CHAT" | "LABEL";
            /**
             * @description Of its rows, an SPDX identifier.
             * @example CC-BY-4.0
             */
            licence: string;
            /**
             * Format: int64
             * @description Rows that were uploaded.
             * @example 1
             */
            rowsSubmitted: number;
            /**
             * Format: int64
             * @description Rows that are in, after screening and review.
             * @example 1
             */
            rowsAccepted: number;
            /**
             * Format: int64
             * @description How many addresses contributed.
             * @example 1
             */
            contributors: number;
            /**
             * Format: int64
             * @description Number of the latest published version; 0 before the first.
             * @example 1
             */
            latestVersion: number;
            /**
             * @description How far its registration on chain is.
             * @example a text
             */
            chainState: string;
        };
        /** @description Some Datanets. */
        DatanetList: {
            /**
             * @description Those that were asked for.
             * @example [
             *       {
             *         "id": "1",
             *         "token": "a text",
             *         "name": "a text",
             *         "owner": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *         "ownerName": "Ada",
             *         "schema": "INSTRUCTION",
             *         "licence": "CC-BY-4.0",
             *         "rowsSubmitted": 1,
             *         "rowsAccepted": 1,
             *         "contributors": 1,
             *         "latestVersion": 1,
             *         "chainState": "a text"
             *       }
             *     ]
             */
            list: components["schemas"]["DatanetLine"][];
            /**
             * Format: int64
             * @description How many match in all.
             * @example 1
             */
            total: number;
        };
        /** @description Tokens whose text is wanted. */
        DetokenizeRequest: {
            /**
             * @description Whose tokens they are.
             * @example kitchen-1
             */
            model: string;
            /**
             * @description Their ids.
             * @example [
             *       1
             *     ]
             */
            tokens: number[];
        };
        /** @description The text of tokens. */
        DetokenizedText: {
            /**
             * @description It.
             * @example a text
             */
            prompt: string;
        };
        /** @description Mandates that were ended now, those under them included. */
        EndedMandates: {
            /**
             * @description Their ids.
             * @example [
             *       "a text"
             *     ]
             */
            ended: string[];
        };
        /** @description How many sessions were ended. */
        EndedSessions: {
            /**
             * Format: int64
             * @description The one that asked among them.
             * @example 1
             */
            ended: number;
        };
        /** @description An epoch. */
        EpochDetail: {
            /**
             * Format: int64
             * @description Counted from 1.
             * @example 1
             */
            number: number;
            /**
             * @description How far its settlement is.
             * @example a text
             */
            state: string;
            /**
             * @description Of the Merkle tree over what accounts are owed.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            root: string;
            /**
             * @description SHA-256 of the file of the tree's leaves; absent where the contracts are from before such files.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            leavesDigest?: string;
            /**
             * Format: int64
             * @description It settles.
             * @example 1
             */
            receipts: number;
            /**
             * Format: int64
             * @description Fees of those receipts. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            paidGwei: number;
            /**
             * Format: int64
             * @description What waited for the epoch's audit. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            waitedGwei: number;
            /**
             * Format: int64
             * @description What contributors got of that. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            releasedGwei: number;
            /**
             * Format: int64
             * @description What went back to the commons, because it may be chance. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            returnedGwei: number;
            /**
             * Format: int64
             * @description What went there for answers that were made worse. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            nettedGwei: number;
            /**
             * @description That settles it on chain; empty before it is sent.
             * @example a text
             */
            transaction: string;
            /**
             * Format: int64
             * @description The transaction used.
             * @example 1
             */
            gas?: number;
            /**
             * Format: int64
             * @description When it was closed. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            closedMillis: number;
            /**
             * Format: int64
             * @description When its root can no longer be challenged. Unit: seconds; a time counts them since 1970 in UTC.
             * @example 1790000000
             */
            finalAtSeconds: number;
            /**
             * @description What happens next with it, in a sentence.
             * @example a text
             */
            next: string;
            /**
             * Format: int64
             * @description When, where that is known. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            nextAtMillis?: number;
            /**
             * Format: int64
             * @description How many receipts the epochs before it settle.
             * @example 1
             */
            receiptsBefore: number;
        };
        /** @description An epoch in a list. */
        EpochLine: {
            /**
             * Format: int64
             * @description Counted from 1.
             * @example 1
             */
            number: number;
            /**
             * @description How far its settlement is.
             * @example a text
             */
            state: string;
            /**
             * @description Of the Merkle tree over what accounts are owed.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            root: string;
            /**
             * @description SHA-256 of the file of the tree's leaves; absent where the contracts are from before such files.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            leavesDigest?: string;
            /**
             * Format: int64
             * @description It settles.
             * @example 1
             */
            receipts: number;
            /**
             * Format: int64
             * @description Fees of those receipts. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            paidGwei: number;
            /**
             * Format: int64
             * @description What waited for the epoch's audit. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            waitedGwei: number;
            /**
             * Format: int64
             * @description What contributors got of that. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            releasedGwei: number;
            /**
             * Format: int64
             * @description What went back to the commons, because it may be chance. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            returnedGwei: number;
            /**
             * Format: int64
             * @description What went there for answers that were made worse. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            nettedGwei: number;
            /**
             * @description That settles it on chain; empty before it is sent.
             * @example a text
             */
            transaction: string;
            /**
             * Format: int64
             * @description The transaction used.
             * @example 1
             */
            gas?: number;
            /**
             * Format: int64
             * @description When it was closed. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            closedMillis: number;
            /**
             * Format: int64
             * @description When its root can no longer be challenged. Unit: seconds; a time counts them since 1970 in UTC.
             * @example 1790000000
             */
            finalAtSeconds: number;
            /**
             * @description What happens next with it, in a sentence.
             * @example a text
             */
            next: string;
            /**
             * Format: int64
             * @description When, where that is known. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            nextAtMillis?: number;
        };
        /** @description Some epochs. */
        EpochList: {
            /**
             * @description Those that were asked for.
             * @example [
             *       {
             *         "number": 1,
             *         "state": "a text",
             *         "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "leavesDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "receipts": 1,
             *         "paidGwei": 120000,
             *         "waitedGwei": 120000,
             *         "releasedGwei": 120000,
             *         "returnedGwei": 120000,
             *         "nettedGwei": 120000,
             *         "transaction": "a text",
             *         "gas": 1,
             *         "closedMillis": 1790000000000,
             *         "finalAtSeconds": 1790000000,
             *         "next": "a text",
             *         "nextAtMillis": 1790000000000
             *       }
             *     ]
             */
            list: components["schemas"]["EpochLine"][];
            /**
             * Format: int64
             * @description How many match in all.
             * @example 1
             */
            total: number;
            /**
             * Format: int64
             * @description When the open epoch closes by itself; absent while it holds no charge, or where people close it. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            closesAtMillis?: number;
        };
        /** @description That question and answer of a receipt were erased. The log has an entry of it. */
        ErasedConversation: {
            /**
             * Format: int64
             * @description When. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            timeMillis: number;
            /**
             * @description Who did: the payer, or the operator.
             * @example a text
             */
            by: string;
            /**
             * Format: int64
             * @description Of the entry, from 0.
             * @example 1
             */
            logIndex: number;
        };
        /** @description What a run would take and do, were it started now. Nothing of it is done. */
        EstimateDetail: {
            /**
             * @description Whether nothing stands in its way.
             * @example true
             */
            startable: boolean;
            /**
             * @description What does, each in a sentence.
             * @example [
             *       "a text"
             *     ]
             */
            obstacles: string[];
            /**
             * @description It would learn from.
             * @example [
             *       {
             *         "datanet": "1",
             *         "number": 1,
             *         "name": "a text",
             *         "licence": "CC-BY-4.0",
             *         "rows": 1,
             *         "obstacle": "a text"
             *       }
             *     ]
             */
            versions: components["schemas"]["EstimateDetailOfVersion"][];
            /** @description Where they can be counted. */
            rows?: components["schemas"]["EstimateDetailOfRows"];
            /** @description That it would take. */
            tokens?: components["schemas"]["EstimateDetailOfTokens"];
            /** @description That it needs beside the base, in bytes. */
            memory?: components["schemas"]["EstimateDetailOfMemory"];
            /** @description What explains its answers. */
            attribution?: components["schemas"]["EstimateDetailOfAttribution"];
            /**
             * @description In their order.
             * @example [
             *       {
             *         "phase": "training",
             *         "adapterSteps": 1,
             *         "expectedSeconds": 0.5,
             *         "donePpm": 250000,
             *         "secondsLeft": 0.5
             *       }
             *     ]
             */
            phases: components["schemas"]["PhaseLine"][];
            /** @description Of all phases. */
            time?: components["schemas"]["EstimateDetailOfTime"];
            /** @description What is paid, and by whom. */
            cost: components["schemas"]["EstimateDetailOfCost"];
        };
        /** @description The adapters that are trained beside the model. */
        EstimateDetailOfAttribution: {
            /**
             * Format: int32
             * @description One without each of them, where none is coded.
             * @example 1
             */
            contributors: number;
            /**
             * Format: int32
             * @description One without each set of contributors who say the same.
             * @example 1
             */
            sets: number;
            /**
             * Format: int32
             * @description Each without many of the contributors, from which the effect of every one is told; 0 where they are left out one by one.
             * @example 1
             */
            coded: number;
            /**
             * Format: int32
             * @description Without random halves, one of them at half weight too, to see how smooth the run is and how far effects can be foreseen.
             * @example 1
             */
            trials: number;
            /**
             * Format: int32
             * @description With other seeds, with everybody and without some, to see how far effects rest on the seed.
             * @example 1
             */
            otherSeeds: number;
            /**
             * Format: int32
             * @description Those that are trained.
             * @example 1
             */
            retrainings: number;
        };
        /** @description What is paid. */
        EstimateDetailOfCost: {
            /**
             * Format: int64
             * @description Set aside of the owner's deposit, and paid to contributors at the run's end. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            rewardGwei: number;
            /**
             * Format: int64
             * @description Of the owner that is free. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            depositGwei: number;
            /**
             * Format: int64
             * @description That the owner pays beside the reward: computing costs nothing. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            ownerGwei: number;
            /**
             * Format: int32
             * @description That the operator sends, whose fees the operator pays.
             * @example 1
             */
            chainTransactions: number;
        };
        /** @description Memory, in bytes. */
        EstimateDetailOfMemory: {
            /**
             * Format: int64
             * @description All that train side by side, with what the optimiser keeps of them.
             * @example 1
             */
            adapters: number;
            /**
             * Format: int64
             * @description What a step keeps for its way back.
             * @example 1
             */
            activations: number;
            /**
             * Format: int64
             * @description Of the base, to which adapters are held.
             * @example 1
             */
            texts: number;
            /**
             * Format: int64
             * @description Of these.
             * @example 1
             */
            sum: number;
            /**
             * Format: int64
             * @description On this machine now, where it says so.
             * @example 1
             */
            available?: number;
        };
        /** @description Rows. */
        EstimateDetailOfRows: {
            /**
             * Format: int32
             * @description That the run learns.
             * @example 1
             */
            learnt: number;
            /**
             * Format: int32
             * @description That it is measured on.
             * @example 1
             */
            heldOut: number;
            /**
             * Format: int32
             * @description That are gone.
             * @example 1
             */
            erased: number;
            /**
             * Format: int32
             * @description That have nothing left to learn within the length that rows are cut to.
             * @example 1
             */
            empty: number;
            /**
             * Format: int32
             * @description That are longer than it.
             * @example 1
             */
            cut: number;
            /**
             * Format: int32
             * @description Whose rows are among them.
             * @example 1
             */
            contributors: number;
        };
        /** @description Time on this machine, while it does nothing else; waiting for the chain aside. */
        EstimateDetailOfTime: {
            /**
             * Format: double
             * @description Of all phases. Unit: seconds.
             * @example 0.5
             */
            seconds: number;
            /**
             * Format: double
             * @description It takes at least. Unit: seconds; a time counts them since 1970 in UTC.
             * @example 0.5
             */
            lowSeconds: number;
            /**
             * Format: double
             * @description It takes at most. Unit: seconds; a time counts them since 1970 in UTC.
             * @example 0.5
             */
            highSeconds: number;
            /**
             * Format: double
             * @description Of the training.
             * @example 0.5
             */
            tokensASecond: number;
            /**
             * Format: int64
             * @description When the speed was measured. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            measuredMillis: number;
            /**
             * Format: int32
             * @description By taking so many steps of such a run.
             * @example 1
             */
            stepsTimed: number;
        };
        /** @description Tokens. */
        EstimateDetailOfTokens: {
            /**
             * Format: int64
             * @description Of the rows that are learnt, each once.
             * @example 1
             */
            rows: number;
            /**
             * Format: int64
             * @description Of the rows that all steps take, each row as often as it is taken.
             * @example 1
             */
            trained: number;
            /**
             * Format: int64
             * @description Those of them that are predicted, which are the answers'.
             * @example 1
             */
            learnt: number;
        };
        /** @description A version. */
        EstimateDetailOfVersion: {
            /**
             * @description Its Datanet's number.
             * @example 1
             */
            datanet: string;
            /**
             * Format: int64
             * @description Of the version in its Datanet.
             * @example 1
             */
            number: number;
            /**
             * @description Of its Datanet.
             * @example a text
             */
            name: string;
            /**
             * @description Of its Datanet, an SPDX identifier.
             * @example CC-BY-4.0
             */
            licence: string;
            /**
             * Format: int64
             * @description Of the version.
             * @example 1
             */
            rows: number;
            /**
             * @description Why the run must not learn from it.
             * @example a text
             */
            obstacle?: string;
        };
        /** @description What a run's model and its base were asked. */
        EvaluationDetail: {
            /**
             * @description Of the evaluation; the run's own has the run's.
             * @example 1
             */
            id: string;
            /**
             * @description Of the rows.
             * @example a text
             */
            name: string;
            /**
             * @description Whose version they are, where they are one.
             * @example 1
             */
            datanet?: string;
            /**
             * Format: int64
             * @description Of the version.
             * @example 1
             */
            number?: number;
            /**
             * @description How far it is.
             * @example waiting
             * @enum {string}
             */
            state: "waiting" | "refused" | "measured";
            /**
             * @description Why nothing came out.
             * @example a text
             */
            refusal?: string;
            /** @description What came out. */
            measured?: components["schemas"]["EvaluationDetailMeasured"];
            /**
             * @description SHA-256 of the document that is kept of it.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            digest?: string;
        };
        /** @description A question with both answers. */
        EvaluationDetailAnswered: {
            /**
             * @description Of the row, or its line.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            leaf: string;
            /**
             * @description Of the row, while the node has it.
             * @example a text
             */
            text?: string;
            /**
             * @description What the base answers.
             * @example a text
             */
            base: string;
            /**
             * @description What the model answers.
             * @example kitchen-1
             */
            model: string;
            /** @description How far that is what the row says. */
            ofBase: components["schemas"]["EvaluationDetailScore"];
            /** @description How far that is. */
            ofModel: components["schemas"]["EvaluationDetailScore"];
        };
        /** @description What came out. */
        EvaluationDetailMeasured: {
            /**
             * @description Whether the model learnt these very rows, since it held out none.
             * @example true
             */
            learnt: boolean;
            /**
             * Format: int32
             * @description That were read.
             * @example 1
             */
            rows: number;
            /**
             * Format: int64
             * @description Of them that were predicted.
             * @example 1
             */
            tokens: number;
            /**
             * Format: double
             * @description Mean loss of such a token under the base, in nats.
             * @example 0.5
             */
            lossBase: number;
            /**
             * Format: double
             * @description The same under the model.
             * @example 0.5
             */
            lossModel: number;
            /**
             * Format: double
             * @description E to the power of that loss.
             * @example 0.5
             */
            perplexityBase: number;
            /**
             * Format: double
             * @description The same under the model.
             * @example 0.5
             */
            perplexityModel: number;
            /**
             * Format: int32
             * @description Rows that were asked as questions.
             * @example 1
             */
            asked: number;
            /**
             * Format: int32
             * @description Of an answer at most.
             * @example 1
             */
            answerTokens: number;
            /** @description How well the base answered. */
            base: components["schemas"]["EvaluationDetailScore"];
            /** @description How well the model answered. */
            model: components["schemas"]["EvaluationDetailScore"];
            /**
             * Format: int32
             * @description A row counts as repeated where a run of so many of its words stands in a row that was learnt.
             * @example 1
             */
            contaminationWords: number;
            /**
             * Format: int32
             * @description How many do.
             * @example 1
             */
            repeatedRows: number;
            /**
             * @description Those of which most stands there.
             * @example [
             *       {
             *         "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "text": "a text",
             *         "partPpm": 250000
             *       }
             *     ]
             */
            repeated: components["schemas"]["EvaluationDetailRepeated"][];
            /**
             * @description Some answers side by side.
             * @example [
             *       {
             *         "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "text": "a text",
             *         "base": "a text",
             *         "model": "kitchen-1",
             *         "ofBase": {
             *           "exactMatchPpm": 250000,
             *           "f1Ppm": 250000
             *         },
             *         "ofModel": {
             *           "exactMatchPpm": 250000,
             *           "f1Ppm": 250000
             *         }
             *       }
             *     ]
             */
            answers: components["schemas"]["EvaluationDetailAnswered"][];
        };
        /** @description A row that stands in rows that were learnt. */
        EvaluationDetailRepeated: {
            /**
             * @description Of the row, or its line.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            leaf: string;
            /**
             * @description Of the row, while the node has it.
             * @example a text
             */
            text?: string;
            /**
             * Format: int32
             * @description Part of its words that stands there. Unit: parts per million.
             * @example 250000
             */
            partPpm: number;
        };
        /** @description Means over the questions, as SQuAD measures them. */
        EvaluationDetailScore: {
            /**
             * Format: int32
             * @description Part of the answers that are the expected ones, case, punctuation, articles and spaces aside. Unit: parts per million.
             * @example 250000
             */
            exactMatchPpm: number;
            /**
             * Format: int32
             * @description How far their words are the expected ones. Unit: parts per million.
             * @example 250000
             */
            f1Ppm: number;
        };
        /** @description What a run's model was asked. */
        EvaluationList: {
            /**
             * @description The run's own evaluation first, then regression sets as they were named.
             * @example [
             *       {
             *         "id": "1",
             *         "name": "a text",
             *         "datanet": "1",
             *         "number": 1,
             *         "state": "waiting",
             *         "refusal": "a text",
             *         "measured": {
             *           "learnt": true,
             *           "rows": 1,
             *           "tokens": 1,
             *           "lossBase": 0.5,
             *           "lossModel": 0.5,
             *           "perplexityBase": 0.5,
             *           "perplexityModel": 0.5,
             *           "asked": 1,
             *           "answerTokens": 1,
             *           "base": {
             *             "exactMatchPpm": 250000,
             *             "f1Ppm": 250000
             *           },
             *           "model": {
             *             "exactMatchPpm": 250000,
             *             "f1Ppm": 250000
             *           },
             *           "contaminationWords": 1,
             *           "repeatedRows": 1,
             *           "repeated": [
             *             {
             *               "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *               "text": "a text",
             *               "partPpm": 250000
             *             }
             *           ],
             *           "answers": [
             *             {
             *               "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *               "text": "a text",
             *               "base": "a text",
             *               "model": "kitchen-1",
             *               "ofBase": {
             *                 "exactMatchPpm": 250000,
             *                 "f1Ppm": 250000
             *               },
             *               "ofModel": {
             *                 "exactMatchPpm": 250000,
             *                 "f1Ppm": 250000
             *               }
             *             }
             *           ]
             *         },
             *         "digest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
             *       }
             *     ]
             */
            list: components["schemas"]["EvaluationDetail"][];
        };
        /** @description What its payer thinks of an answer, as a row for a Datanet. What the row has follows from the Datanet's schema: a pair of answers of a better and a worse one, the question with the right answer, or the conversation with a label. */
        Feedback: {
            /**
             * @description The Datanet's number.
             * @example 1
             */
            datanet: string;
            /**
             * @description The address that gives the row; the payer where this is absent.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            contributor?: string;
            /**
             * @description Of the answer.
             * @example good
             * @enum {string}
             */
            rating?: "good" | "bad";
            /**
             * @description An answer that is better than the one that was given.
             * @example Feed it once a day.
             */
            better?: string;
            /**
             * @description An answer that is worse.
             * @example a text
             */
            worse?: string;
        };
        /** @description An invitation to a Datanet. */
        InvitationLine: {
            /**
             * @description Its number at this node.
             * @example 1
             */
            id: string;
            /**
             * @description The Datanet's number.
             * @example 1
             */
            datanet: string;
            /**
             * @description What its owner calls it.
             * @example Kitchen questions
             */
            datanetName: string;
            /**
             * @description What who takes it becomes.
             * @example curator
             * @enum {string}
             */
            role: "curator" | "reviewer" | "reader";
            /**
             * @description The address that invites.
             * @example a text
             */
            madeBy: string;
            /**
             * @description Whether it can be taken.
             * @example open
             * @enum {string}
             */
            state: "open" | "taken" | "revoked" | "expired";
            /**
             * Format: int64
             * @description When it was made. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            createdMillis: number;
            /**
             * Format: int64
             * @description Until when it can be taken. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            expiresMillis: number;
            /**
             * @description Who took it.
             * @example a text
             */
            takenBy?: string;
            /**
             * @description The secret of its link, in the answer that made it and nowhere else.
             * @example oli_…
             */
            code?: string;
        };
        /** @description Some invitations to a Datanet. */
        InvitationList: {
            /**
             * @description Those that were asked for.
             * @example [
             *       {
             *         "id": "1",
             *         "datanet": "1",
             *         "datanetName": "Kitchen questions",
             *         "role": "curator",
             *         "madeBy": "a text",
             *         "state": "open",
             *         "createdMillis": 1790000000000,
             *         "expiresMillis": 1790000000000,
             *         "takenBy": "a text",
             *         "code": "oli_…"
             *       }
             *     ]
             */
            list: components["schemas"]["InvitationLine"][];
            /**
             * Format: int64
             * @description How many match in all.
             * @example 1
             */
            total: number;
        };
        /** @description An admin token. The node keeps its digest alone and never shows it again. */
        IssuedAdminToken: {
            /**
             * @description Names it in lists, also after it was rotated.
             * @example 1
             */
            id: string;
            /**
             * @description Who or what uses it.
             * @example a text
             */
            name: string;
            /**
             * @description To send as bearer.
             * @example a text
             */
            token: string;
            /**
             * Format: int64
             * @description When it ends by itself. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            expiresMillis?: number;
        };
        /** @description An API key. The node keeps its digest alone and never shows it again. */
        IssuedKey: {
            /**
             * @description Names it in lists, also after it was rotated.
             * @example 1
             */
            id: string;
            /**
             * @description To send as bearer.
             * @example a text
             */
            key: string;
        };
        /** @description An API key, without its secret. */
        KeyLine: {
            /**
             * @description Names it.
             * @example 1
             */
            id: string;
            /**
             * @description Whose deposit it spends.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            payer: string;
            /**
             * @description To tell it from others.
             * @example a text
             */
            label: string;
            /**
             * @description Live, expired or revoked.
             * @example a text
             */
            state: string;
            /**
             * @description What it may be used for.
             * @example [
             *       "a text"
             *     ]
             */
            scopes: string[];
            /**
             * @description That it may ask; none named, all.
             * @example [
             *       "kitchen-1"
             *     ]
             */
            models: string[];
            /**
             * Format: int64
             * @description The most that one answer may cost. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            callGwei?: number;
            /**
             * Format: int64
             * @description The most that the answers of one day may cost. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            dayGwei?: number;
            /**
             * Format: int64
             * @description The most that all its answers may cost. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            totalGwei?: number;
            /**
             * Format: int64
             * @description What its answers cost so far. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            chargedGwei: number;
            /**
             * Format: int64
             * @description What is set aside for answers being made. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            heldGwei: number;
            /**
             * Format: int64
             * @description When it was issued. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            createdMillis: number;
            /**
             * Format: int64
             * @description When it was last used, to the minute. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            lastUsedMillis?: number;
            /**
             * Format: int64
             * @description When it ends by itself. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            expiresMillis?: number;
            /**
             * Format: int64
             * @description When it was revoked. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            revokedMillis?: number;
        };
        /** @description Some API keys. */
        KeyList: {
            /**
             * @description Those that were asked for.
             * @example [
             *       {
             *         "id": "1",
             *         "payer": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *         "label": "a text",
             *         "state": "a text",
             *         "scopes": [
             *           "a text"
             *         ],
             *         "models": [
             *           "kitchen-1"
             *         ],
             *         "callGwei": 120000,
             *         "dayGwei": 120000,
             *         "totalGwei": 120000,
             *         "chargedGwei": 120000,
             *         "heldGwei": 120000,
             *         "createdMillis": 1790000000000,
             *         "lastUsedMillis": 1790000000000,
             *         "expiresMillis": 1790000000000,
             *         "revokedMillis": 1790000000000
             *       }
             *     ]
             */
            list: components["schemas"]["KeyLine"][];
            /**
             * Format: int64
             * @description How many match in all.
             * @example 1
             */
            total: number;
        };
        /** @description How a run learns. The same plan, base and versions give the same adapter to the bit. */
        LearningPlan: {
            /**
             * Format: int32
             * @description Of the LoRA factors.
             * @example 1
             */
            rank: number;
            /**
             * Format: int32
             * @description Their scale is alpha divided by rank.
             * @example 1
             */
            alpha: number;
            /**
             * Format: int32
             * @description Optimiser steps.
             * @example 1
             */
            steps: number;
            /**
             * Format: int32
             * @description Rows a step.
             * @example 1
             */
            batchRows: number;
            /**
             * Format: double
             * @description Highest rate.
             * @example 0.5
             */
            peakLearningRate: number;
            /**
             * Format: int32
             * @description Steps until it is reached.
             * @example 1
             */
            warmupSteps: number;
            /**
             * Format: int32
             * @description Tokens of a row that are looked at.
             * @example 1
             */
            maxTokens: number;
            /**
             * Format: int64
             * @description Decides first weights and the order of rows.
             * @example 1
             */
            seed: number;
            /**
             * @description What is made of rows.
             * @example rows
             * @enum {string}
             */
            recipe: "rows" | "text" | "dpo" | "chat";
            /**
             * @description The matrices that are adapted; empty for all.
             * @example [
             *       "a text"
             *     ]
             */
            targetModules: string[];
            /**
             * @description The layers that are adapted, counted from 0; empty for all.
             * @example [
             *       1
             *     ]
             */
            layersToTransform: number[];
            /**
             * @description The scale is alpha divided by the root of rank.
             * @example true
             */
            useRslora: boolean;
            /**
             * @description The course of the learning rate after the warm-up.
             * @example cosine
             * @enum {string}
             */
            lrSchedulerType: "cosine" | "linear" | "constant";
            /**
             * Format: double
             * @description What part of a weight a step of rate 1 removes.
             * @example 0.5
             */
            weightDecay: number;
            /**
             * Format: double
             * @description A longer gradient is shortened to it; 0 for never.
             * @example 0.5
             */
            maxGradNorm: number;
            /**
             * Format: int32
             * @description In how many pieces a step's rows are computed.
             * @example 1
             */
            gradientAccumulationSteps: number;
            /**
             * Format: double
             * @description How strongly the model is held to what the base says by itself.
             * @example 0.5
             */
            anchorWeight: number;
            /**
             * Format: double
             * @description Of the recipe dpo: how strongly the model is held to what the base prefers.
             * @example 0.5
             */
            dpoBeta: number;
            /**
             * Format: int32
             * @description Looks at the rows held out without a lower loss, after which the run ends; 0 for never.
             * @example 1
             */
            earlyStoppingPatience: number;
        };
        /** @description What became of a line of an upload. */
        LineFate: {
            /**
             * Format: int64
             * @description Its number, from 1.
             * @example 1
             */
            line: number;
            /**
             * @description Of its row; left out where it became none.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            leaf?: string;
            /**
             * @description What became of it.
             * @example waiting
             * @enum {string}
             */
            state: "waiting" | "held" | "accepted" | "refused" | "withdrawn";
            /**
             * @description The code of what was found in it, or that a review refused it.
             * @example a text
             */
            reason?: string;
            /**
             * @description In a sentence.
             * @example a text
             */
            detail?: string;
            /**
             * @description The leaf of the row that it is related to.
             * @example a text
             */
            leader?: string;
            /**
             * @description The address that decided it; `quorum` where votes did.
             * @example a text
             */
            decidedBy?: string;
            /**
             * Format: int64
             * @description When. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            decidedMillis?: number;
            /**
             * Format: int64
             * @description The version it first entered.
             * @example 1
             */
            firstVersion?: number;
        };
        /** @description What became of some lines of an upload. */
        LineFates: {
            /**
             * @description Those that were asked for.
             * @example [
             *       {
             *         "line": 1,
             *         "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "state": "waiting",
             *         "reason": "a text",
             *         "detail": "a text",
             *         "leader": "a text",
             *         "decidedBy": "a text",
             *         "decidedMillis": 1790000000000,
             *         "firstVersion": 1
             *       }
             *     ]
             */
            list: components["schemas"]["LineFate"][];
            /**
             * Format: int64
             * @description How many match in all.
             * @example 1
             */
            total: number;
        };
        /** @description The code of a link. */
        LinkCode: {
            /**
             * @description That its fragment carries.
             * @example a text
             */
            code: string;
        };
        /** @description Where a receipt stands in the log. */
        LogPlace: {
            /**
             * Format: int64
             * @description Of its entry, from 0.
             * @example 1
             */
            index: number;
        };
        /** @description A look at a model that is being trained. */
        LookLine: {
            /**
             * Format: int32
             * @description Optimiser steps that were done; 0 for the base.
             * @example 1
             */
            step: number;
            /**
             * Format: double
             * @description Mean loss of a token of some rows that were held out, in nats.
             * @example 0.5
             */
            heldOutLoss: number;
            /**
             * @description What it answers to a few of them.
             * @example [
             *       {
             *         "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "answer": "a text"
             *       }
             *     ]
             */
            samples: components["schemas"]["LookLineSample"][];
        };
        /** @description An answer. */
        LookLineSample: {
            /**
             * @description Of the row that asks.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            leaf: string;
            /**
             * @description The likeliest one.
             * @example a text
             */
            answer: string;
        };
        /** @description An adapter that is to answer. */
        LoraToLoad: {
            /**
             * @description To ask it by.
             * @example kitchen-1
             */
            lora_name: string;
            /**
             * @description A PEFT folder below the folder that the node's setting model.adapters names; or the digest of an adapter that was brought under this name.
             * @example kitchen-1
             */
            lora_path: string;
        };
        /** @description An adapter that is to answer no more. */
        LoraToUnload: {
            /**
             * @description It is asked by.
             * @example kitchen-1
             */
            lora_name: string;
        };
        /** @description One mandate. */
        MandateDetail: {
            /** @description As a list has it. */
            mandate: components["schemas"]["MandateLine"];
            /**
             * @description As it was signed.
             * @example {}
             */
            document: {
                [key: string]: unknown;
            };
            /**
             * @description Those that it narrows, the nearest first.
             * @example [
             *       {
             *         "id": "1",
             *         "name": "a text",
             *         "principal": "a text",
             *         "agent": "a text",
             *         "signer": "a text",
             *         "parent": "a text",
             *         "state": "a text",
             *         "task": "a text",
             *         "budgetGwei": 120000,
             *         "paidGwei": 120000,
             *         "heldGwei": 120000,
             *         "maxCalls": 1,
             *         "calls": 1,
             *         "createdMillis": 1790000000000,
             *         "expiresMillis": 1790000000000,
             *         "endedMillis": 1790000000000
             *       }
             *     ]
             */
            above: components["schemas"]["MandateLine"][];
            /**
             * @description Those that narrow it.
             * @example [
             *       {
             *         "id": "1",
             *         "name": "a text",
             *         "principal": "a text",
             *         "agent": "a text",
             *         "signer": "a text",
             *         "parent": "a text",
             *         "state": "a text",
             *         "task": "a text",
             *         "budgetGwei": 120000,
             *         "paidGwei": 120000,
             *         "heldGwei": 120000,
             *         "maxCalls": 1,
             *         "calls": 1,
             *         "createdMillis": 1790000000000,
             *         "expiresMillis": 1790000000000,
             *         "endedMillis": 1790000000000
             *       }
             *     ]
             */
            under: components["schemas"]["MandateLine"][];
        };
        /** @description A mandate that nobody has signed. */
        MandateDraft: {
            /**
             * @description Its document.
             * @example {}
             */
            mandate: {
                [key: string]: unknown;
            };
            /**
             * @description The EIP-712 document that the principal signs, or for a narrower one the agent of the one above it.
             * @example {}
             */
            typedData: {
                [key: string]: unknown;
            };
        };
        /** @description A mandate in a list. */
        MandateLine: {
            /**
             * @description 32 hexadecimal digits.
             * @example 1
             */
            id: string;
            /**
             * @description To tell it from others.
             * @example a text
             */
            name: string;
            /**
             * @description Whose deposit pays.
             * @example a text
             */
            principal: string;
            /**
             * @description The address that acts.
             * @example a text
             */
            agent: string;
            /**
             * @description Whose signature gave it.
             * @example a text
             */
            signer: string;
            /**
             * @description The mandate that it narrows.
             * @example a text
             */
            parent?: string;
            /**
             * @description Live, expired or ended.
             * @example a text
             */
            state: string;
            /**
             * @description What is wanted, in the principal's own words.
             * @example a text
             */
            task: string;
            /**
             * Format: int64
             * @description The most that may be spent in all. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            budgetGwei: number;
            /**
             * Format: int64
             * @description What was, with those under it. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            paidGwei: number;
            /**
             * Format: int64
             * @description What calls under way may still cost. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            heldGwei: number;
            /**
             * Format: int64
             * @description How many calls there may be.
             * @example 1
             */
            maxCalls: number;
            /**
             * Format: int64
             * @description How many there were.
             * @example 1
             */
            calls: number;
            /**
             * Format: int64
             * @description When it was given. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            createdMillis: number;
            /**
             * Format: int64
             * @description When it ends by itself. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            expiresMillis: number;
            /**
             * Format: int64
             * @description When it was ended. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            endedMillis?: number;
        };
        /** @description Some mandates. */
        MandateList: {
            /**
             * @description Those that were asked for.
             * @example [
             *       {
             *         "id": "1",
             *         "name": "a text",
             *         "principal": "a text",
             *         "agent": "a text",
             *         "signer": "a text",
             *         "parent": "a text",
             *         "state": "a text",
             *         "task": "a text",
             *         "budgetGwei": 120000,
             *         "paidGwei": 120000,
             *         "heldGwei": 120000,
             *         "maxCalls": 1,
             *         "calls": 1,
             *         "createdMillis": 1790000000000,
             *         "expiresMillis": 1790000000000,
             *         "endedMillis": 1790000000000
             *       }
             *     ]
             */
            list: components["schemas"]["MandateLine"][];
            /**
             * Format: int64
             * @description How many match in all.
             * @example 1
             */
            total: number;
        };
        /** @description Which mandates to end, one of these. */
        MandatesEnd: {
            /**
             * @description This one.
             * @example a text
             */
            mandate?: string;
            /**
             * @description Those of this agent.
             * @example a text
             */
            agent?: string;
            /**
             * @description Those of this principal.
             * @example a text
             */
            principal?: string;
            /**
             * @description Every one that the caller may end.
             * @default false
             * @example false
             */
            all?: boolean;
        };
        /** @description Somebody who reviews with a Datanet's owner. */
        MemberLine: {
            /**
             * @description Of their account.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            address: string;
            /**
             * @description What the node calls them.
             * @example a text
             */
            name?: string;
            /**
             * @description Curators decide, reviewers vote, readers are shown rows before they are in a version.
             * @example curator
             * @enum {string}
             */
            role: "curator" | "reviewer" | "reader";
            /**
             * @description The address that invited them.
             * @example a text
             */
            invitedBy: string;
            /**
             * Format: int64
             * @description Since when. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            joinedMillis: number;
        };
        /** @description Some members of a Datanet. */
        MemberList: {
            /**
             * @description Those that were asked for.
             * @example [
             *       {
             *         "address": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *         "name": "a text",
             *         "role": "curator",
             *         "invitedBy": "a text",
             *         "joinedMillis": 1790000000000
             *       }
             *     ]
             */
            list: components["schemas"]["MemberLine"][];
            /**
             * Format: int64
             * @description How many match in all.
             * @example 1
             */
            total: number;
        };
        /** @description Which version of a model is to answer. */
        ModelActivation: {
            /**
             * Format: int32
             * @description Its number; the newest without it.
             * @example 1
             */
            version?: number;
        };
        /** @description A model's name with all its versions. */
        ModelDetail: {
            /**
             * @description To ask it by.
             * @example a text
             */
            name: string;
            /**
             * @description The address that the developer's part of fees goes to.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            owner: string;
            /**
             * @description What the node calls the owner.
             * @example Ada
             */
            ownerName?: string;
            /**
             * Format: int64
             * @description The version that answers; absent where none does.
             * @example 1
             */
            live?: number;
            /**
             * Format: int64
             * @description The version that will answer as soon as the chain has registered it.
             * @example 1
             */
            awaited?: number;
            /**
             * Format: int64
             * @description For each token of prompt and answer. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            priceGwei: number;
            /**
             * @description The oldest first.
             * @example [
             *       {
             *         "name": "a text",
             *         "version": 1,
             *         "origin": "trained",
             *         "token": "a text",
             *         "owner": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *         "ownerName": "Ada",
             *         "base": "a text",
             *         "baseDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "adapterDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "run": "a2db20749583465f",
             *         "versions": [
             *           {
             *             "datanet": "1",
             *             "number": 1,
             *             "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
             *           }
             *         ],
             *         "declared": true,
             *         "state": "registering",
             *         "attributionReady": true,
             *         "live": true,
             *         "priceGwei": 120000,
             *         "licence": "CC-BY-4.0",
             *         "warning": "a text",
             *         "message": "a text",
             *         "receipts": 1,
             *         "withdrawnRows": 1
             *       }
             *     ]
             */
            versions: components["schemas"]["ModelLine"][];
            /**
             * @description What was decided about the name, the latest first.
             * @example [
             *       {
             *         "act": "activate",
             *         "version": 1,
             *         "priceGwei": 120000,
             *         "timeMillis": 1790000000000,
             *         "logIndex": 1
             *       }
             *     ]
             */
            decided: components["schemas"]["OfferLine"][];
        };
        /** @description A version of a model. */
        ModelLine: {
            /**
             * @description To ask it by.
             * @example a text
             */
            name: string;
            /**
             * Format: int64
             * @description Its number.
             * @example 1
             */
            version: number;
            /**
             * @description Whether a run of this node trained it, its owner brought it, or it is the base alone.
             * @example trained
             * @enum {string}
             */
            origin: "trained" | "brought" | "base";
            /**
             * @description Its number in the ModelRegistry, once the chain gave it.
             * @example a text
             */
            token?: string;
            /**
             * @description The address that the developer's part of fees goes to.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            owner: string;
            /**
             * @description What the node calls the owner.
             * @example Ada
             */
            ownerName?: string;
            /**
             * @description What the base model is called.
             * @example a text
             */
            base: string;
            /**
             * @description SHA-256 of the base model.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            baseDigest: string;
            /**
             * @description SHA-256 of the adapter; empty for the base alone.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            adapterDigest: string;
            /**
             * @description That made it, where one of this node did.
             * @example a2db20749583465f
             */
            run?: string;
            /**
             * @description It learned from.
             * @example [
             *       {
             *         "datanet": "1",
             *         "number": 1,
             *         "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
             *       }
             *     ]
             */
            versions: components["schemas"]["VersionRoot"][];
            /**
             * @description Whether these are declared by its owner, not proven by a run.
             * @example true
             */
            declared: boolean;
            /**
             * @description Ready once its answers can be traced.
             * @example registering
             * @enum {string}
             */
            state: "registering" | "attributing" | "ready" | "refused";
            /**
             * @description Whether they can.
             * @example true
             */
            attributionReady: boolean;
            /**
             * @description Whether it answers under its name.
             * @example true
             */
            live: boolean;
            /**
             * Format: int64
             * @description For each token of prompt and answer. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            priceGwei: number;
            /**
             * @description Its SPDX identifier, where one is stated.
             * @example CC-BY-4.0
             */
            licence?: string;
            /**
             * @description What whoever asks it should know.
             * @example a text
             */
            warning?: string;
            /**
             * @description Why the chain did not register it.
             * @example a text
             */
            message?: string;
            /**
             * Format: int64
             * @description Answers it gave.
             * @example 1
             */
            receipts: number;
            /**
             * Format: int64
             * @description Rows that it learnt and that were taken back since: train it again.
             * @example 1
             */
            withdrawnRows: number;
        };
        /** @description Some models. */
        ModelList: {
            /**
             * @description Those that were asked for.
             * @example [
             *       {
             *         "name": "a text",
             *         "version": 1,
             *         "origin": "trained",
             *         "token": "a text",
             *         "owner": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *         "ownerName": "Ada",
             *         "base": "a text",
             *         "baseDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "adapterDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "run": "a2db20749583465f",
             *         "versions": [
             *           {
             *             "datanet": "1",
             *             "number": 1,
             *             "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
             *           }
             *         ],
             *         "declared": true,
             *         "state": "registering",
             *         "attributionReady": true,
             *         "live": true,
             *         "priceGwei": 120000,
             *         "licence": "CC-BY-4.0",
             *         "warning": "a text",
             *         "message": "a text",
             *         "receipts": 1,
             *         "withdrawnRows": 1
             *       }
             *     ]
             */
            list: components["schemas"]["ModelLine"][];
            /**
             * Format: int64
             * @description How many match in all.
             * @example 1
             */
            total: number;
        };
        /** @description What a model costs from now on. */
        ModelPrice: {
            /**
             * Format: int32
             * @description For each token of prompt and answer. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            priceGwei: number;
        };
        /** @description What a Datanet, a contributor or a row did for one model. A row's value has no interval. */
        ModelValue: {
            /**
             * @description Its name.
             * @example kitchen-1
             */
            model: string;
            /**
             * @description That made it.
             * @example a2db20749583465f
             */
            run: string;
            /**
             * @description Whose rows.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            contributor: string;
            /**
             * @description What the node calls the contributor.
             * @example Ada
             */
            contributorName?: string;
            /**
             * Format: int64
             * @description By how much they lowered the loss on held-out rows, in 10\u207b\u2079 nats a token. Unit: 10⁻⁹ nats a token.
             * @example 1
             */
            nanonats: number;
            /**
             * Format: int64
             * @description Lower end of the 90 % interval, in 10\u207b\u2079 nats a token.
             * @example 1
             */
            low?: number;
            /**
             * Format: int64
             * @description Upper end of it, in 10\u207b\u2079 nats a token.
             * @example 1
             */
            high?: number;
        };
        /** @description Some of what a Datanet, a contributor or a row did for models. */
        ModelValues: {
            /**
             * @description Those that were asked for.
             * @example [
             *       {
             *         "model": "kitchen-1",
             *         "run": "a2db20749583465f",
             *         "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *         "contributorName": "Ada",
             *         "nanonats": 1,
             *         "low": 1,
             *         "high": 1
             *       }
             *     ]
             */
            list: components["schemas"]["ModelValue"][];
            /**
             * Format: int64
             * @description How many match in all.
             * @example 1
             */
            total: number;
        };
        /** @description An account to be, whose key the node keeps. */
        NewAccount: {
            /**
             * @description What to call it.
             * @example a text
             */
            name: string;
        };
        /** @description A link to be, which opens the page as administrator, once. */
        NewAdminLink: {
            /**
             * @description Of the session that it opens.
             * @default link
             * @example mira
             */
            name?: string;
        };
        /** @description An admin token to be. */
        NewAdminToken: {
            /**
             * @description Who or what uses it; what it does is kept under this name.
             * @example mira
             */
            name: string;
            /**
             * Format: int64
             * @description Until it ends; absent, it ends when it is revoked. Unit: seconds; a time counts them since 1970 in UTC.
             * @example 1790000000
             */
            lifeSeconds?: number;
        };
        /** @description A claim to be, of what an account is owed. */
        NewClaim: {
            /**
             * @description That earned it.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            account: string;
            /**
             * @description Who gets it, and what the account earns later, where the contracts know recipients; the account itself where it is left out and was not named before.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            recipient?: string;
            /**
             * @description Whether the recipient is paid in the chain's native OPEN, with which it can pay gas.
             * @example true
             */
            paidNative?: boolean;
            /**
             * @description Of the account's wallet over the claim's typed data, where the node does not keep its key.
             * @example 0x4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b14c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b11b
             */
            signature?: string;
            /**
             * Format: int64
             * @description That the signed document names, where it does: of contracts from before recipients.
             * @example 1
             */
            epoch?: number;
            /**
             * Format: int64
             * @description Of the signed document, in seconds since 1970.
             * @example 1790000000
             */
            deadline?: number;
        };
        /** @description A Datanet to be. */
        NewDatanet: {
            /**
             * @description The address that will review contributions and publish versions.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            owner: string;
            /**
             * @description What to call it.
             * @example Kitchen questions
             */
            name: string;
            /**
             * @description Which fields each row has: INSTRUCTION, TEXT, PREFERENCE, CHAT or LABEL.
             * @example INSTRUCTION
             */
            schema: string;
            /**
             * @description Of its rows, an SPDX identifier that the node knows.
             * @example CC-BY-4.0
             */
            licence: string;
            /**
             * @description The text that contributors sign for.
             * @example Rows may be used to train models.
             */
            terms: string;
        };
        /** @description A deposit that the operator makes for a payer. */
        NewDeposit: {
            /**
             * @description Who may spend it.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            payer: string;
            /**
             * Format: int64
             * @description How much. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            gwei: number;
        };
        /** @description A regression set that a run's model and its base are to be asked: a version of a Datanet, or lines. */
        NewEvaluation: {
            /**
             * @description What its owner calls it.
             * @example common knowledge
             */
            name: string;
            /**
             * @description Whose version it is.
             * @example 1
             */
            datanet?: string;
            /**
             * Format: int32
             * @description Of the version.
             * @example 1
             */
            number?: number;
            /**
             * @description Rows as JSON, one a line, with the texts of a Datanet's rows.
             * @example a text
             */
            lines?: string;
        };
        /** @description Rows of which the right answer is known. Reviewers are measured by them, and told so once the rows are decided. */
        NewGold: {
            /**
             * @description Lines of rows that should come in.
             * @default []
             * @example [
             *       2,
             *       3
             *     ]
             */
            acceptRows?: number[];
            /**
             * @description Lines of rows that should not.
             * @default []
             * @example [
             *       4
             *     ]
             */
            refuseRows?: number[];
            /**
             * @description The owner or curator who says so; the caller where this is absent.
             * @example a text
             */
            by?: string;
        };
        /** @description An invitation of one person. */
        NewInvitation: {
            /**
             * @description What they will be.
             * @example curator
             * @enum {string}
             */
            role: "curator" | "reviewer" | "reader";
            /**
             * Format: int32
             * @description How long it is good.
             * @default 72
             * @example 72
             */
            hours?: number;
            /**
             * @description The owner or curator who invites; the caller where this is absent.
             * @example a text
             */
            by?: string;
        };
        /** @description An API key to be. What it may not be used for is refused, and so is what would go beyond a cap. */
        NewKey: {
            /**
             * @description Whose deposit it may spend.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            payer: string;
            /**
             * @description To tell it from others.
             * @default
             * @example laptop
             */
            label?: string;
            /**
             * @description What it may be used for: ask, read, contribute.
             * @default [
             *       "ask",
             *       "read"
             *     ]
             * @example [
             *       "ask"
             *     ]
             */
            scopes?: string[];
            /**
             * @description That it may ask; without any, all.
             * @default []
             * @example []
             */
            models?: string[];
            /**
             * Format: int64
             * @description The most that one answer may cost. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            callGwei?: number;
            /**
             * Format: int64
             * @description The most that the answers of one day may cost together, by the clock of UTC. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            dayGwei?: number;
            /**
             * Format: int64
             * @description The most that all its answers may ever cost together. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            totalGwei?: number;
            /**
             * Format: int64
             * @description Until it ends; absent, it ends when it is revoked. Unit: seconds; a time counts them since 1970 in UTC.
             * @example 1790000000
             */
            lifeSeconds?: number;
        };
        /** @description A mandate to be: what is not named is not allowed. */
        NewMandate: {
            /**
             * @description Whose deposit pays, and who signs.
             * @example a text
             */
            principal: string;
            /**
             * @description The address that acts.
             * @example a text
             */
            agent: string;
            /**
             * @description To tell it from others.
             * @example kitchen
             */
            name: string;
            /**
             * @description What is wanted, in the principal's own words.
             * @default
             * @example
             */
            task?: string;
            /**
             * @description The mandate that this one narrows.
             * @example a text
             */
            parent?: string;
            /**
             * Format: int64
             * @description From when it holds, in seconds since 1970; absent, from now on. Unit: seconds; a time counts them since 1970 in UTC.
             * @example 1790000000
             */
            notBeforeSeconds?: number;
            /**
             * Format: int64
             * @description How long it holds from then on, at most as long as the one that it narrows. Unit: seconds; a time counts them since 1970 in UTC.
             * @example 1790000000
             */
            lifeSeconds: number;
            /**
             * Format: int64
             * @description The most that may be spent in all. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            budgetGwei: number;
            /**
             * Format: int64
             * @description The most that one call may cost. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            callGwei: number;
            /**
             * Format: int64
             * @description The most that the calls of one day may cost together, by the clock of UTC. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            dayGwei: number;
            /**
             * Format: int32
             * @description How many calls there may be.
             * @example 1
             */
            maxCalls: number;
            /**
             * @description Names of tools that may be called.
             * @default []
             * @example []
             */
            tools?: string[];
            /**
             * @description That may be asked.
             * @default []
             * @example []
             */
            models?: string[];
            /**
             * @description Numbers of Datanets that may be used.
             * @default []
             * @example []
             */
            datanets?: number[];
            /**
             * @description SPDX ids under which those may be.
             * @default []
             * @example []
             */
            licences?: string[];
            /**
             * @description Numbers of Datanets whose rows no stranger can write.
             * @default []
             * @example []
             */
            trustedDatanets?: number[];
            /**
             * Format: int64
             * @description Calls that may cost more wait for a person. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            approvalAboveGwei: number;
            /**
             * @description Calls of these classes of tools do too: read, spend, write.
             * @default []
             * @example []
             */
            approvalClasses?: string[];
            /**
             * @description Addresses that may approve.
             * @default []
             * @example []
             */
            approvers?: string[];
            /**
             * Format: int32
             * @description The part of each answer that a change rests on which contributors' rows must have made. Unit: parts per million.
             * @default 0
             * @example 0
             */
            minAttributedPpm?: number;
        };
        /** @description A key to be, with which an agent acts under a mandate. */
        NewMandateKey: {
            /**
             * @description To tell it from others.
             * @default
             * @example
             */
            label?: string;
        };
        /** @description How contributions are to be reviewed that are signed from now on. */
        NewReviewPolicy: {
            /**
             * @description Whether the owner decides, or a quorum of votes that none of the others sees.
             * @example quorum
             * @enum {string}
             */
            kind: "owner" | "quorum";
            /**
             * Format: int32
             * @description How many votes that agree decide a row; 0 where the owner decides.
             * @default 0
             * @example 2
             */
            quorum?: number;
            /**
             * Format: int32
             * @description How long votes are taken after a signature; 0 where the owner decides.
             * @default 0
             * @example 72
             */
            hours?: number;
        };
        /** @description A run to be: it trains an adapter on versions of Datanets, and registers it as a model. */
        NewRun: {
            /**
             * @description Of the model.
             * @example kitchen-1
             */
            name: string;
            /**
             * @description The address that the developer's part of fees goes to.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            owner: string;
            /**
             * @description To learn from.
             * @example [
             *       {
             *         "datanet": "1",
             *         "number": 1
             *       }
             *     ]
             */
            versions: components["schemas"]["VersionPin"][];
            /**
             * @description Whether answers of the model cost a fee.
             * @default true
             * @example true
             */
            paid?: boolean;
            /**
             * Format: int32
             * @description What a later model that learns from this one pays its owner. Unit: basis points, 1/10,000.
             * @default 0
             * @example 0
             */
            royaltyBps?: number;
            /** @description What of the standard plan to change. */
            configuration?: components["schemas"]["PlanChange"];
            /**
             * Format: int32
             * @description Part of the rows that is held out, to measure what the others are worth. Unit: parts per million.
             * @example 250000
             */
            heldOutPpm?: number;
            /**
             * Format: int64
             * @description The model answers by itself once it is trained, where a token of the rows held out costs at least so much less under it than under the base; without it, the model answers once its owner deploys it. Unit: 10⁻⁹ nats.
             * @example 1
             */
            gateNanonats?: number;
            /**
             * Format: int64
             * @description Promised to the contributors whose rows lower the loss on the held-out rows. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @default 0
             * @example 0
             */
            rewardGwei?: number;
            /**
             * @description The name of the base to start from; the node's first where it is left out.
             * @example a text
             */
            base?: string;
        };
        /** @description What is to become of rows in which something is found. */
        NewScreeningRule: {
            /**
             * @description Its code.
             * @example mail
             * @enum {string}
             */
            finding: "exact-duplicate" | "near-duplicate" | "contained" | "variant" | "correction" | "elsewhere" | "private-key" | "access-key" | "token" | "password" | "card" | "iban" | "national-number" | "mail" | "phone" | "ip-address";
            /**
             * @description Whether such a row is refused, held for the owner's own word, or a row like others.
             * @example accept
             * @enum {string}
             */
            act: "refuse" | "hold" | "accept";
        };
        /** @description A notice that some rows should not be there. */
        NewTakedown: {
            /**
             * @description Their leaves, at most 100.
             * @example [
             *       "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
             *     ]
             */
            rows: string[];
            /**
             * @description In at most 2,000 characters; it is public.
             * @example These are pages of my book, which is not under this licence.
             */
            why: string;
            /**
             * @description How to reach who gives it, in at most 200 characters; the Datanet's owner, the rows' contributors and the administrator see it.
             * @example ada@example.org
             */
            contact: string;
        };
        /** @description Votes on rows of a contribution. A vote is final. */
        NewVotes: {
            /**
             * @description Lines of rows that should come in.
             * @default []
             * @example [
             *       2,
             *       3
             *     ]
             */
            acceptRows?: number[];
            /**
             * @description Lines of rows that should not.
             * @default []
             * @example [
             *       4
             *     ]
             */
            refuseRows?: number[];
            /**
             * @description Why not; the contributor is told the first reviewer's.
             * @example not about bread
             */
            reason?: string;
            /**
             * @description Whether the reviewer votes for rows without having been shown them; it is recorded.
             * @example true
             */
            unseen?: boolean;
            /**
             * @description The reviewer; the caller where this is absent.
             * @example a text
             */
            by?: string;
        };
        /** @description Which rows of a Datanet are taken back. Give exactly one of `rows`, `contribution` and `all`. */
        NewWithdrawal: {
            /**
             * @description The address that gave them.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            contributor: string;
            /**
             * @description Their leaves.
             * @default []
             * @example [
             *       "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
             *     ]
             */
            rows?: string[];
            /**
             * @description All rows of this contribution.
             * @example a text
             */
            contribution?: string;
            /**
             * @description All that the contributor gave to the Datanet.
             * @example true
             */
            all?: boolean;
        };
        /** @description What somebody says about a contribution. */
        NewWords: {
            /**
             * @description Reviewers ask, and the rows that they name are held; the contributor answers; and appeals refused rows once, within 14 days.
             * @example ask
             * @enum {string}
             */
            act: "ask" | "answer" | "appeal";
            /**
             * @description Lines that it is about: those that are appealed have to be named.
             * @default []
             * @example [
             *       4
             *     ]
             */
            rows?: number[];
            /**
             * @description In at most 2,000 characters, for the contributor and those who review.
             * @example Where is this from?
             */
            words: string;
            /**
             * @description Who says it; the caller where this is absent.
             * @example a text
             */
            by?: string;
        };
        /** @description That the node's process answers. */
        NodeHealth: {
            /**
             * @description Of the node.
             * @example a text
             */
            version: string;
        };
        /** @description The node, and the latest of everything. */
        NodeOverview: {
            /** @description Itself. */
            node: components["schemas"]["NodeState"];
            /**
             * @description The oldest.
             * @example [
             *       {
             *         "id": "1",
             *         "token": "a text",
             *         "name": "a text",
             *         "owner": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *         "ownerName": "Ada",
             *         "schema": "INSTRUCTION",
             *         "licence": "CC-BY-4.0",
             *         "rowsSubmitted": 1,
             *         "rowsAccepted": 1,
             *         "contributors": 1,
             *         "latestVersion": 1,
             *         "chainState": "a text"
             *       }
             *     ]
             */
            datanets: components["schemas"]["DatanetLine"][];
            /**
             * @description The oldest.
             * @example [
             *       {
             *         "name": "a text",
             *         "version": 1,
             *         "origin": "trained",
             *         "token": "a text",
             *         "owner": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *         "ownerName": "Ada",
             *         "base": "a text",
             *         "baseDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "adapterDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "run": "a2db20749583465f",
             *         "versions": [
             *           {
             *             "datanet": "1",
             *             "number": 1,
             *             "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
             *           }
             *         ],
             *         "declared": true,
             *         "state": "registering",
             *         "attributionReady": true,
             *         "live": true,
             *         "priceGwei": 120000,
             *         "licence": "CC-BY-4.0",
             *         "warning": "a text",
             *         "message": "a text",
             *         "receipts": 1,
             *         "withdrawnRows": 1
             *       }
             *     ]
             */
            models: components["schemas"]["ModelLine"][];
            /**
             * @description The latest.
             * @example [
             *       {
             *         "id": "1",
             *         "state": "admitted",
             *         "timeMillis": 1790000000000,
             *         "model": "kitchen-1",
             *         "question": "a text",
             *         "answer": "a text",
             *         "feeGwei": 120000,
             *         "dataPpm": 250000,
             *         "basePpm": 250000,
             *         "unattributedPpm": 250000
             *       }
             *     ]
             */
            receipts: components["schemas"]["ReceiptLine"][];
            /**
             * @description The latest.
             * @example [
             *       {
             *         "number": 1,
             *         "state": "a text",
             *         "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "leavesDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "receipts": 1,
             *         "paidGwei": 120000,
             *         "waitedGwei": 120000,
             *         "releasedGwei": 120000,
             *         "returnedGwei": 120000,
             *         "nettedGwei": 120000,
             *         "transaction": "a text",
             *         "gas": 1,
             *         "closedMillis": 1790000000000,
             *         "finalAtSeconds": 1790000000,
             *         "next": "a text",
             *         "nextAtMillis": 1790000000000
             *       }
             *     ]
             */
            epochs: components["schemas"]["EpochLine"][];
            /** @description Sums over all there is. */
            totals: components["schemas"]["NodeTotals"];
        };
        /** @description Whether the node can do its work. */
        NodeReadiness: {
            /**
             * @description Whether all parts are.
             * @example true
             */
            ready: boolean;
            /**
             * @description The parts, each by its name.
             * @example [
             *       {
             *         "name": "a text",
             *         "ready": true,
             *         "says": "a text"
             *       }
             *     ]
             */
            checks: components["schemas"]["ReadinessCheck"][];
        };
        /** @description A node. */
        NodeState: {
            /**
             * @description Its address.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            operator: string;
            /**
             * Format: int64
             * @description Of the chain it settles on.
             * @example 1
             */
            chainId: number;
            /**
             * Format: int64
             * @description The latest it knows.
             * @example 1
             */
            block: number;
            /**
             * @description Addresses by name.
             * @example {
             *       "name": "a text"
             *     }
             */
            contracts: {
                [key: string]: string;
            };
            /**
             * @description Name of its log in checkpoints.
             * @example a text
             */
            logOrigin: string;
            /**
             * @description The C2SP verifier key that checkpoints are signed with.
             * @example a text
             */
            logKey: string;
            /**
             * Format: int64
             * @description Entries of the log.
             * @example 1
             */
            logSize: number;
            /**
             * @description Root over them.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            logRoot: string;
            /**
             * Format: int64
             * @description How many of them stand under a root on chain.
             * @example 1
             */
            anchoredSize: number;
            /**
             * Format: int64
             * @description Number of the last closed one.
             * @example 1
             */
            epoch: number;
            /**
             * Format: int64
             * @description For each token of prompt and answer. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            priceGwei: number;
            /**
             * @description What the base model is called.
             * @example a text
             */
            base: string;
            /**
             * @description SHA-256 of the base model.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            baseDigest: string;
            /**
             * @description Of the code.
             * @example a text
             */
            version: string;
        };
        /** @description Sums over all there is. */
        NodeTotals: {
            /**
             * Format: int64
             * @description That were given.
             * @example 1
             */
            receipts: number;
            /**
             * Format: int64
             * @description That are in a Datanet.
             * @example 1
             */
            rows: number;
            /**
             * Format: int64
             * @description That gave any.
             * @example 1
             */
            contributors: number;
            /**
             * Format: int64
             * @description Fees of all receipts. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            paidGwei: number;
            /**
             * Format: int64
             * @description There are.
             * @example 1
             */
            datanets: number;
            /**
             * Format: int64
             * @description That were published.
             * @example 1
             */
            versions: number;
            /**
             * Format: int64
             * @description There are.
             * @example 1
             */
            models: number;
        };
        /** @description What was decided about a model's name. */
        OfferLine: {
            /**
             * @description What was done.
             * @example activate
             * @enum {string}
             */
            act: "activate" | "gate" | "rollback" | "price" | "withdraw";
            /**
             * Format: int64
             * @description That answers since; absent where none does.
             * @example 1
             */
            version?: number;
            /**
             * Format: int64
             * @description For each token since; absent where the node's own price is asked. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            priceGwei?: number;
            /**
             * Format: int64
             * @description When. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            timeMillis: number;
            /**
             * Format: int64
             * @description The log's entry of it; absent for decisions from before they were logged.
             * @example 1
             */
            logIndex?: number;
        };
        /** @description A refused call below `/v1`, in the shape that OpenAI's clients read. */
        OpenAiError: {
            /** @description What was refused. */
            error: components["schemas"]["OpenAiErrorDetail"];
        };
        /** @description What was wrong. */
        OpenAiErrorDetail: {
            /**
             * @description One sentence for the caller.
             * @example a text
             */
            message: string;
            /**
             * @description OpenAI's word for the sort of mistake.
             * @example a text
             */
            type: string;
            /**
             * @description The field that is wrong; written as null when there is none, as OpenAI does.
             * @example a text
             */
            param?: string;
            /**
             * @description A word for programs; written as null when there is none.
             * @example a text
             */
            code?: string;
        };
        /** @description What cancelling a transaction did. */
        OutboxCancellation: {
            /**
             * @description The keys of it and of all that needed it.
             * @example [
             *       "a text"
             *     ]
             */
            cancelled: string[];
            /**
             * @description Whether it has a nonce already: a transfer of nothing takes its place, unless it is in a block before that.
             * @example true
             */
            replacing: boolean;
            /**
             * @description What that means for what it was for.
             * @example a text
             */
            effect: string;
        };
        /** @description Names a transaction of the operator. */
        OutboxKey: {
            /**
             * @description The node's name for it.
             * @example deposit/1/wrap
             */
            key: string;
        };
        /** @description A transaction of the operator, from request to block. */
        OutboxLine: {
            /**
             * @description The node's name for it.
             * @example settle:1
             */
            key: string;
            /**
             * @description What it is for, such as deposit, settlement or claim.
             * @example settlement
             */
            kind: string;
            /**
             * @description Queued, aside (it cannot be sent now), sent, confirmed, failed or cancelled.
             * @example aside
             */
            state: string;
            /**
             * @description Why it failed, or what keeps it from being sent.
             * @example a text
             */
            reason?: string;
            /**
             * Format: int64
             * @description Native OPEN that it sends. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            valueGwei: number;
            /**
             * Format: int64
             * @description Once it is sent.
             * @example 1
             */
            nonce?: number;
            /**
             * @description Its hash, once it is sent.
             * @example a text
             */
            transaction?: string;
            /**
             * Format: int64
             * @description When it was requested. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            createdMillis: number;
            /**
             * Format: int64
             * @description How often it could not be sent.
             * @example 1
             */
            tries: number;
            /**
             * Format: int64
             * @description When it is tried again, where it is set aside. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            nextTryMillis?: number;
            /**
             * @description Whether nothing is to take its place under its nonce.
             * @example true
             */
            cancelling: boolean;
            /**
             * @description Keys of those without which it is not sent.
             * @example [
             *       "a text"
             *     ]
             */
            needs: string[];
            /**
             * @description Keys of those that are not sent without it.
             * @example [
             *       "a text"
             *     ]
             */
            neededBy: string[];
        };
        /** @description Some transactions of the operator. */
        OutboxList: {
            /**
             * @description Those that were asked for.
             * @example [
             *       {
             *         "key": "settle:1",
             *         "kind": "settlement",
             *         "state": "aside",
             *         "reason": "a text",
             *         "valueGwei": 120000,
             *         "nonce": 1,
             *         "transaction": "a text",
             *         "createdMillis": 1790000000000,
             *         "tries": 1,
             *         "nextTryMillis": 1790000000000,
             *         "cancelling": true,
             *         "needs": [
             *           "a text"
             *         ],
             *         "neededBy": [
             *           "a text"
             *         ]
             *       }
             *     ]
             */
            list: components["schemas"]["OutboxLine"][];
            /**
             * Format: int64
             * @description How many match in all.
             * @example 1
             */
            total: number;
            /**
             * Format: int64
             * @description How many of all cannot be sent now.
             * @example 1
             */
            aside: number;
        };
        /** @description One part of a run. */
        PhaseLine: {
            /**
             * @description What is done in it: the training; asking the model what it never learnt; training without each contributor; measuring what rows did.
             * @example training
             * @enum {string}
             */
            phase: "training" | "evaluating" | "attributing" | "valuing";
            /**
             * Format: int64
             * @description Its optimiser steps, each times the adapters that take it; 0 where it has none.
             * @example 1
             */
            adapterSteps: number;
            /**
             * Format: double
             * @description It was expected to last before the run, where the speed of this machine was known. Unit: seconds; a time counts them since 1970 in UTC.
             * @example 0.5
             */
            expectedSeconds?: number;
            /**
             * Format: int64
             * @description Part of it that is done. Unit: parts per million.
             * @example 250000
             */
            donePpm: number;
            /**
             * Format: double
             * @description By the speed so far; absent where nothing tells it.
             * @example 0.5
             */
            secondsLeft?: number;
        };
        /** @description What of the standard plan a run changes. What is left out is as in the plan, which depends on the base; the warm-up is the same part of the steps. Names are those of PEFT and transformers where they have one. */
        PlanChange: {
            /**
             * Format: int32
             * @description Of the LoRA factors.
             * @example 1
             */
            rank?: number;
            /**
             * Format: int32
             * @description Their scale is alpha divided by rank.
             * @example 1
             */
            alpha?: number;
            /**
             * Format: int32
             * @description Optimiser steps.
             * @example 200
             */
            steps?: number;
            /**
             * Format: double
             * @description How often each row is learnt, in place of steps.
             * @example 0.5
             */
            epochs?: number;
            /**
             * Format: int32
             * @description Rows a step.
             * @example 1
             */
            batchRows?: number;
            /**
             * Format: double
             * @description Highest rate, above 0 and below 1.
             * @example 0.5
             */
            peakLearningRate?: number;
            /**
             * Format: int32
             * @description Steps until it is reached.
             * @example 1
             */
            warmupSteps?: number;
            /**
             * Format: int32
             * @description Tokens of a row that are looked at.
             * @example 1
             */
            maxTokens?: number;
            /**
             * Format: int32
             * @description Decides first weights and the order of rows.
             * @example 1
             */
            seed?: number;
            /**
             * @description What is made of rows: each as its schema says, all as plain text, pairs of responses by direct preference optimization, or all that the assistant says in chats.
             * @example rows
             * @enum {string}
             */
            recipe?: "rows" | "text" | "dpo" | "chat";
            /**
             * @description The matrices that are adapted, such as `q_proj`; empty for all.
             * @example [
             *       "a text"
             *     ]
             */
            targetModules?: string[];
            /**
             * @description The layers that are adapted, counted from 0; empty for all.
             * @example [
             *       1
             *     ]
             */
            layersToTransform?: number[];
            /**
             * Format: int32
             * @description So many of the last layers are adapted, in place of layersToTransform.
             * @example 1
             */
            topLayers?: number;
            /**
             * @description The scale is alpha divided by the root of rank.
             * @example true
             */
            useRslora?: boolean;
            /**
             * @description Is not trained here: only false is taken.
             * @example true
             */
            useDora?: boolean;
            /**
             * @description The course of the learning rate after the warm-up; those that fall end at a tenth of the peak.
             * @example cosine
             * @enum {string}
             */
            lrSchedulerType?: "cosine" | "linear" | "constant";
            /**
             * Format: double
             * @description What part of a weight a step of rate 1 removes.
             * @example 0.5
             */
            weightDecay?: number;
            /**
             * Format: double
             * @description A longer gradient is shortened to it; 0 for never.
             * @example 0.5
             */
            maxGradNorm?: number;
            /**
             * Format: int32
             * @description In how many pieces a step's rows are computed, which bounds the memory.
             * @example 1
             */
            gradientAccumulationSteps?: number;
            /**
             * Format: double
             * @description How strongly the model is held to what the base says by itself; 0 for not at all.
             * @example 0.5
             */
            anchorWeight?: number;
            /**
             * Format: double
             * @description Of the recipe dpo: how strongly the model is held to what the base prefers, above 0.
             * @example 0.5
             */
            dpoBeta?: number;
            /**
             * Format: int32
             * @description The run looks at the rows held out 20 times; after so many looks without a lower loss it ends, and the model is as it was at the lowest; 0 for a run to its last step.
             * @example 1
             */
            earlyStoppingPatience?: number;
        };
        /** @description A refused call outside `/v1`, as RFC 9457 has it. */
        Problem: {
            /**
             * @description A URI for the kind of refusal.
             * @example a text
             */
            type: string;
            /**
             * @description The kind in words, the same for each refusal of it.
             * @example a text
             */
            title: string;
            /**
             * Format: int32
             * @description Of the HTTP answer.
             * @example 1
             */
            status: number;
            /**
             * @description What was wrong, where, and what to do.
             * @example a text
             */
            detail: string;
            /**
             * @description A URI for this one refusal; it ends in the request's id, by which the node's log names it.
             * @example a text
             */
            instance: string;
            /**
             * @description What was wrong, where it is one field of the request.
             * @example a text
             */
            field?: string;
            /**
             * Format: int64
             * @description When trying again may help. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            retryAfterMillis?: number;
        };
        /** @description A refusal in an answer of several lines that had begun: its last line. */
        ProblemLine: {
            /** @description The refusal. */
            problem: components["schemas"]["Problem"];
        };
        /** @description One part that the node needs for its work. */
        ReadinessCheck: {
            /**
             * @description Of the part: chain, disk, clock, outbox, log or attribution.
             * @example a text
             */
            name: string;
            /**
             * @description Whether it does its work.
             * @example true
             */
            ready: boolean;
            /**
             * @description How it is, in a sentence.
             * @example a text
             */
            says: string;
        };
        /** @description A receipt as its operator signed it: what ran, what it cost, who shaped it, how sure. */
        ReceiptContent: {
            /**
             * @description Openledger.receipt/4; receipts of openledger.receipt/3 say nothing of other seeds, those of openledger.receipt/2 nothing of support either, and those of openledger.receipt/1 say their evidence in the clear.
             * @example a text
             */
            schema: string;
            /**
             * @description 32 hexadecimal digits.
             * @example 1
             */
            id: string;
            /**
             * Format: int64
             * @description When the answer was asked for. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            timeMillis: number;
            /**
             * @description Who signed.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            operator: string;
            /**
             * @description Whose deposit paid.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            payer: string;
            /** @description The contracts that hold the money and the anchors. */
            chain: components["schemas"]["ReceiptContentChain"];
            /** @description That the receipt is in. */
            log: components["schemas"]["ReceiptContentLog"];
            /** @description That answered. */
            model: components["schemas"]["ReceiptContentModel"];
            /** @description What was asked. */
            request: components["schemas"]["ReceiptContentRequest"];
            /** @description What was answered. */
            answer: components["schemas"]["ReceiptContentAnswer"];
            /** @description Who shaped the answer. */
            attribution: components["schemas"]["ReceiptContentAttribution"];
            /** @description What it was given as sources, where a Datanet was searched. */
            retrieval?: components["schemas"]["ReceiptContentRetrieval"];
            /** @description What it cost. */
            fee: components["schemas"]["ReceiptContentFee"];
            /**
             * @description The parts of the fee.
             * @example [
             *       {
             *         "account": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *         "role": "treasury",
             *         "gwei": 120000
             *       }
             *     ]
             */
            payments: components["schemas"]["ReceiptContentPayment"][];
            /**
             * @description The digest of rows, quotations and sources; left out of receipts that say them.
             * @example a text
             */
            evidence?: string;
            /** @description Which other engine computed the answer; left out where the operator's own did. */
            upstream?: components["schemas"]["ReceiptContentUpstream"];
            /** @description That the caller was not given the answer; left out where the caller was. */
            withheld?: components["schemas"]["ReceiptContentWithheld"];
        };
        /** @description What was answered. */
        ReceiptContentAnswer: {
            /**
             * @description Of salt and answer.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            digest: string;
            /**
             * Format: int32
             * @description Of the answer.
             * @example 1
             */
            tokens: number;
            /**
             * @description Why it ended.
             * @example stop
             * @enum {string}
             */
            finish: "stop" | "length";
        };
        /** @description Who shaped the answer. The parts of all shares, the base's and the unattributed part sum to 1,000,000. */
        ReceiptContentAttribution: {
            /**
             * @description By which it was measured.
             * @example a text
             */
            method: string;
            /**
             * @description Version of the code.
             * @example a text
             */
            code: string;
            /**
             * @description Whether the counterfactual adapters were there when the answer was given.
             * @example before-answer
             * @enum {string}
             */
            ready: "before-answer" | "after-answer";
            /**
             * @description SHA-256 of the counterfactual adapters.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            influenceDigest: string;
            /**
             * @description SHA-256 of the span index.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            indexDigest: string;
            /**
             * Format: int64
             * @description Of the measurement.
             * @example 1
             */
            seed: number;
            /**
             * Format: int32
             * @description By how much another kind of machine may differ. Unit: parts per million.
             * @example 250000
             */
            tolerancePpm: number;
            /**
             * @description Of contributors, largest first.
             * @example [
             *       {
             *         "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *         "ppm": 1,
             *         "shapedPpm": 250000,
             *         "supportPpm": 250000,
             *         "effectNanonats": 1,
             *         "lowNanonats": 1,
             *         "highNanonats": 1,
             *         "rows": [
             *           {
             *             "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *             "datanet": "1",
             *             "scorePpm": 250000
             *           }
             *         ],
             *         "spans": [
             *           {
             *             "start": 1,
             *             "length": 1,
             *             "count": 1,
             *             "rows": [
             *               "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
             *             ]
             *           }
             *         ]
             *       }
             *     ]
             */
            shares: components["schemas"]["ReceiptContentShare"][];
            /**
             * Format: int32
             * @description The base model's part. Unit: parts per million.
             * @example 250000
             */
            basePpm: number;
            /**
             * Format: int32
             * @description The part that nobody has. Unit: parts per million.
             * @example 250000
             */
            unattributedPpm: number;
            /**
             * Format: int32
             * @description The part of the credit that another seed of the run is expected to give to the same receivers; of older receipts, the part that stays when the answer's tokens are resampled. Unit: parts per million.
             * @example 250000
             */
            confidencePpm: number;
            /**
             * Format: int64
             * @description The answer's log-likelihood under the model minus that under the base, in 10\u207b\u2079 nats. Unit: 10⁻⁹ nats.
             * @example 1
             */
            deltaNanonats: number;
            /** @description What the intervals say of runs with other seeds; left out by older receipts, whose intervals are of the answer's tokens. */
            otherSeeds?: components["schemas"]["ReceiptContentOtherSeeds"];
        };
        /** @description The contracts that hold the money and the anchors. */
        ReceiptContentChain: {
            /**
             * Format: int64
             * @description Of the chain.
             * @example 1
             */
            id: number;
            /**
             * @description Address of the contract that holds deposits.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            escrow: string;
            /**
             * @description Address of the contract that holds the log's roots.
             * @example a text
             */
            anchor: string;
            /**
             * @description Address of the contract that pays.
             * @example a text
             */
            distributor: string;
        };
        /** @description What the answer cost. */
        ReceiptContentFee: {
            /**
             * Format: int64
             * @description In all. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            totalGwei: number;
            /** @description The parts. Unit: basis points, 1/10,000. */
            splitBps: components["schemas"]["ReceiptContentSplitBps"];
            /**
             * @description By which contributors get theirs; all at once where it is left out.
             * @example a text
             */
            rule?: string;
        };
        /** @description A log. */
        ReceiptContentLog: {
            /**
             * @description Its name in checkpoints.
             * @example a text
             */
            origin: string;
            /**
             * @description The C2SP verifier key that checkpoints are signed with.
             * @example a text
             */
            key: string;
        };
        /** @description What answered. */
        ReceiptContentModel: {
            /**
             * @description To ask it by.
             * @example a text
             */
            name: string;
            /**
             * @description Its number in the ModelRegistry.
             * @example a text
             */
            token: string;
            /**
             * @description SHA-256 of the base model.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            baseDigest: string;
            /**
             * @description SHA-256 of the adapter; empty for a base model alone.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            adapterDigest: string;
            /**
             * @description SHA-256 of the tokenizer.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            tokenizerDigest: string;
            /**
             * @description That made it; empty for a base model alone.
             * @example a2db20749583465f
             */
            run: string;
            /**
             * @description It learned from.
             * @example [
             *       {
             *         "datanet": "1",
             *         "number": 1,
             *         "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
             *       }
             *     ]
             */
            versions: components["schemas"]["VersionRoot"][];
        };
        /** @description What a receipt says of runs that learn the same rows with other seeds. Effects are exact in the run that answered, but for those that are foreseen. Intervals are of a run with another seed. */
        ReceiptContentOtherSeeds: {
            /**
             * Format: int32
             * @description By how much intervals of the answer's tokens are widened for that, in parts per million. Unit: parts per million.
             * @example 250000
             */
            factorPpm: number;
            /**
             * Format: int32
             * @description Of the squared doubt of each effect, the part that all answers of the run have in common. Unit: parts per million.
             * @example 250000
             */
            commonPpm: number;
            /**
             * @description Contributors whose effects are foreseen and not measured.
             * @example [
             *       "a text"
             *     ]
             */
            foreseen: string[];
        };
        /** @description One part of the fee. What is of the role waiting is its contributor's only as far as the epoch's audit releases it. */
        ReceiptContentPayment: {
            /**
             * @description An address, or treasury, stakers, or commons and a Datanet.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            account: string;
            /**
             * @description That is paid.
             * @example treasury
             * @enum {string}
             */
            role: "treasury" | "stakers" | "operator" | "base" | "developer" | "contributor" | "waiting" | "commons";
            /**
             * Format: int64
             * @description How much. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            gwei: number;
        };
        /** @description What was asked. */
        ReceiptContentRequest: {
            /**
             * @description Of salt and rendered prompt.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            digest: string;
            /**
             * Format: int32
             * @description Of the prompt.
             * @example 1
             */
            tokens: number;
            /**
             * Format: int32
             * @description Of the answer.
             * @example 1
             */
            maxTokens: number;
            /**
             * Format: int32
             * @description Of the sampling. Unit: parts per million.
             * @example 250000
             */
            temperaturePpm: number;
            /**
             * Format: int64
             * @description Of the sampling.
             * @example 1
             */
            seed: number;
        };
        /** @description What was searched for sources, and what each source did. Offsets count bytes of the prompt's UTF-8. */
        ReceiptContentRetrieval: {
            /**
             * @description By which the effects were measured.
             * @example a text
             */
            method: string;
            /**
             * Format: int32
             * @description Where the block of all sources begins in the prompt; left out where the receipt commits to it.
             * @example 1
             */
            start?: number;
            /**
             * Format: int32
             * @description Where it ends; left out where the receipt commits to it.
             * @example 1
             */
            end?: number;
            /**
             * @description The versions that were searched.
             * @example [
             *       {
             *         "datanet": "1",
             *         "number": 1,
             *         "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "indexDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
             *       }
             *     ]
             */
            searched: components["schemas"]["ReceiptContentSearched"][];
            /**
             * @description In the order of the prompt; left out where the receipt commits to them.
             * @example [
             *       {
             *         "number": 1,
             *         "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "datanet": "1",
             *         "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *         "start": 1,
             *         "end": 1,
             *         "effectNanonats": 1,
             *         "lowNanonats": 1,
             *         "highNanonats": 1
             *       }
             *     ]
             */
            sources?: components["schemas"]["ReceiptContentSource"][];
            /**
             * @description That sources are from, by their numbers on chain; left out where sources are named.
             * @example [
             *       "1"
             *     ]
             */
            datanets?: string[];
        };
        /** @description A row that speaks for a share. */
        ReceiptContentRowScore: {
            /**
             * @description Of the row.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            leaf: string;
            /**
             * @description The Datanet's number on chain.
             * @example 1
             */
            datanet: string;
            /**
             * Format: int32
             * @description How near it is to the answer. Unit: parts per million.
             * @example 250000
             */
            scorePpm: number;
        };
        /** @description A version that was searched. */
        ReceiptContentSearched: {
            /**
             * @description The Datanet's number on chain.
             * @example 1
             */
            datanet: string;
            /**
             * Format: int64
             * @description Of the version.
             * @example 1
             */
            number: number;
            /**
             * @description Of the Merkle tree over its rows.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            root: string;
            /**
             * @description SHA-256 of the index.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            indexDigest: string;
        };
        /** @description One contributor's part of the credit, with its evidence. */
        ReceiptContentShare: {
            /**
             * @description Their address.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            contributor: string;
            /**
             * Format: int32
             * @description Their part. Unit: parts per million.
             * @example 1
             */
            ppm: number;
            /**
             * Format: int32
             * @description What their rows shaped: their part if the rows carried all that the answer says; left out by older receipts. Unit: parts per million.
             * @example 250000
             */
            shapedPpm?: number;
            /**
             * Format: int32
             * @description How far their rows carry what the answer says; left out by older receipts. Unit: parts per million.
             * @example 250000
             */
            supportPpm?: number;
            /**
             * Format: int64
             * @description What the answer loses without them in the run that answered, in 10\u207b\u2079 nats. Unit: 10⁻⁹ nats.
             * @example 1
             */
            effectNanonats: number;
            /**
             * Format: int64
             * @description Lower end of the 90 % interval of what it loses in a run with another seed, in 10\u207b\u2079 nats. Unit: 10⁻⁹ nats.
             * @example 1
             */
            lowNanonats: number;
            /**
             * Format: int64
             * @description Upper end of it, in 10\u207b\u2079 nats. Unit: 10⁻⁹ nats.
             * @example 1
             */
            highNanonats: number;
            /**
             * @description Nearest to the answer, best first; left out where the receipt commits to them.
             * @example [
             *       {
             *         "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "datanet": "1",
             *         "scorePpm": 250000
             *       }
             *     ]
             */
            rows?: components["schemas"]["ReceiptContentRowScore"][];
            /**
             * @description Parts of the answer that stand in their rows word for word; left out where the receipt commits to them.
             * @example [
             *       {
             *         "start": 1,
             *         "length": 1,
             *         "count": 1,
             *         "rows": [
             *           "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
             *         ]
             *       }
             *     ]
             */
            spans?: components["schemas"]["ReceiptContentSpan"][];
        };
        /** @description A row that was given to the model as a source. */
        ReceiptContentSource: {
            /**
             * Format: int32
             * @description It had in the prompt, from 1.
             * @example 1
             */
            number: number;
            /**
             * @description Of the row.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            leaf: string;
            /**
             * @description The Datanet's number on chain.
             * @example 1
             */
            datanet: string;
            /**
             * @description Who gave the row.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            contributor: string;
            /**
             * Format: int32
             * @description Of its text and number, in bytes of the prompt.
             * @example 1
             */
            start: number;
            /**
             * Format: int32
             * @description Of its text, in bytes of the prompt.
             * @example 1
             */
            end: number;
            /**
             * Format: int64
             * @description What it added to the answer's log-likelihood, in 10\u207b\u2079 nats. Unit: 10⁻⁹ nats.
             * @example 1
             */
            effectNanonats: number;
            /**
             * Format: int64
             * @description Lower end of the 90 % interval, in 10\u207b\u2079 nats. Unit: 10⁻⁹ nats.
             * @example 1
             */
            lowNanonats: number;
            /**
             * Format: int64
             * @description Upper end of it, in 10\u207b\u2079 nats. Unit: 10⁻⁹ nats.
             * @example 1
             */
            highNanonats: number;
        };
        /** @description A part of the answer that stands word for word in training rows. */
        ReceiptContentSpan: {
            /**
             * Format: int32
             * @description Its first token.
             * @example 1
             */
            start: number;
            /**
             * Format: int32
             * @description In tokens.
             * @example 1
             */
            length: number;
            /**
             * Format: int64
             * @description How often it occurs in the model's training rows.
             * @example 1
             */
            count: number;
            /**
             * @description Leaves of at most five of this contributor's rows that hold it.
             * @example [
             *       "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
             *     ]
             */
            rows: string[];
        };
        /** @description Basis points of the fee for each role; together 10,000. */
        ReceiptContentSplitBps: {
            /**
             * Format: int32
             * @description The treasury's.
             * @example 1
             */
            treasury: number;
            /**
             * Format: int32
             * @description The stakers'.
             * @example 1
             */
            stakers: number;
            /**
             * Format: int32
             * @description The operator's.
             * @example 1
             */
            operator: number;
            /**
             * Format: int32
             * @description The base model's.
             * @example 1
             */
            base: number;
            /**
             * Format: int32
             * @description The model owner's.
             * @example 1
             */
            developer: number;
            /**
             * Format: int32
             * @description The contributors'.
             * @example 1
             */
            data: number;
        };
        /** @description Another engine that computed the answer. The operator's engine scored its tokens again: where they differ by more than the tolerance, nobody is credited. */
        ReceiptContentUpstream: {
            /**
             * @description What the operator calls it.
             * @example a text
             */
            name: string;
            /**
             * Format: int64
             * @description By how much a token's log-probability differs at most, in 10\u207b\u2079 nats. Unit: 10⁻⁹ nats.
             * @example 1
             */
            differenceNanonats: number;
            /**
             * Format: int64
             * @description By how much it may. Unit: 10⁻⁹ nats.
             * @example 1
             */
            toleranceNanonats: number;
        };
        /** @description An answer that its caller did not get, since nobody's rows support it by as much as was asked for. Its data part was neither charged nor paid. */
        ReceiptContentWithheld: {
            /**
             * Format: int32
             * @description The support that was asked for. Unit: parts per million.
             * @example 250000
             */
            minimumPpm: number;
        };
        /** @description A receipt, and what is needed to read it. Question, prompt and answer are shown to the payer and the administrator alone; rows, quotations and sources to them, and to the contributor those of their own rows. */
        ReceiptDetail: {
            /**
             * @description 32 hexadecimal digits.
             * @example 1
             */
            id: string;
            /**
             * @description How far it is.
             * @example admitted
             * @enum {string}
             */
            state: "admitted" | "answered" | "receipted" | "failed";
            /**
             * Format: int64
             * @description When the answer was asked for. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            timeMillis: number;
            /**
             * @description That answered.
             * @example kitchen-1
             */
            model: string;
            /**
             * @description Whose deposit paid.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            payer: string;
            /**
             * @description Empty for anyone who may not read it.
             * @example a text
             */
            question: string;
            /**
             * @description That the model was given; empty for anyone who may not read it.
             * @example a text
             */
            prompt: string;
            /**
             * @description Empty for anyone who may not read it.
             * @example a text
             */
            answer: string;
            /**
             * @description Of the answer; none for anyone who may not read it.
             * @example [
             *       {
             *         "text": "a text",
             *         "start": 1,
             *         "end": 1,
             *         "bits": 0.5
             *       }
             *     ]
             */
            tokens: components["schemas"]["AnswerToken"][];
            /** @description As it was signed; of one that says its evidence in the clear, anyone who may not read it sees the rest. */
            receipt?: components["schemas"]["ReceiptContent"];
            /**
             * @description Of the operator over the receipt's bytes; left out where not all of them are shown.
             * @example 0x4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b14c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b11b
             */
            signature?: string;
            /** @description Rows, quotations and sources that the reader may see. */
            evidence: components["schemas"]["ReceiptEvidence"];
            /**
             * @description That the evidence names, by leaf.
             * @example {
             *       "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1": {
             *         "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "text": "a text",
             *         "metadata": {
             *           "source": "own notes"
             *         },
             *         "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *         "contributorName": "Ada",
             *         "datanet": "1",
             *         "datanetName": "Kitchen questions",
             *         "version": 1,
             *         "position": 1,
             *         "licence": "CC-BY-4.0",
             *         "status": "a text",
             *         "reason": "a text",
             *         "leader": "a text",
             *         "earnedGwei": 120000
             *       }
             *     }
             */
            rows: {
                [key: string]: components["schemas"]["RowView"];
            };
            /**
             * @description That the node knows, by address.
             * @example {
             *       "0x70997970c51812dc3a010c7d01b50e0d17dc79c8": "a text"
             *     }
             */
            names: {
                [key: string]: string;
            };
            /** @description That settles it. */
            epoch?: components["schemas"]["SettlingEpoch"];
            /** @description Where it stands in the log. */
            proof?: components["schemas"]["LogPlace"];
            /**
             * @description Whether the log's root over it is on chain.
             * @example true
             */
            anchored: boolean;
            /**
             * @description Why there is no receipt.
             * @example a text
             */
            failure?: string;
            /** @description That the caller gave the request; for the payer and the administrator alone. */
            marks?: components["schemas"]["CallerMarks"];
            /**
             * @description What the reader sees of question, answer and evidence: all, those of their own rows, or nothing.
             * @example all
             * @enum {string}
             */
            sees: "all" | "own" | "nothing";
            /** @description That question and answer were erased. */
            erased?: components["schemas"]["ErasedConversation"];
        };
        /** @description The rows, quotations and sources behind a receipt, as far as the reader may see them: all of them for the payer and the administrator; for a contributor those of their own rows; nothing for anyone else. */
        ReceiptEvidence: {
            /**
             * Format: int32
             * @description Where the block of all sources begins in the prompt, in bytes; for who may read the prompt.
             * @example 1
             */
            start?: number;
            /**
             * Format: int32
             * @description Where it ends, in bytes; for who may read the prompt.
             * @example 1
             */
            end?: number;
            /**
             * @description Those with rows or quotations.
             * @example [
             *       {
             *         "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *         "rows": [
             *           {
             *             "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *             "datanet": "1",
             *             "scorePpm": 250000
             *           }
             *         ],
             *         "spans": [
             *           {
             *             "start": 1,
             *             "length": 1,
             *             "count": 1,
             *             "rows": [
             *               "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
             *             ]
             *           }
             *         ]
             *       }
             *     ]
             */
            shares: components["schemas"]["ReceiptEvidenceOfShare"][];
            /**
             * @description In the order of the prompt.
             * @example [
             *       {
             *         "number": 1,
             *         "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "datanet": "1",
             *         "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *         "start": 1,
             *         "end": 1,
             *         "effectNanonats": 1,
             *         "lowNanonats": 1,
             *         "highNanonats": 1
             *       }
             *     ]
             */
            sources: components["schemas"]["ReceiptEvidenceSource"][];
        };
        /** @description What speaks for a share. */
        ReceiptEvidenceOfShare: {
            /**
             * @description Who has it.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            contributor: string;
            /**
             * @description Of theirs that are nearest to the answer, best first.
             * @example [
             *       {
             *         "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "datanet": "1",
             *         "scorePpm": 250000
             *       }
             *     ]
             */
            rows: components["schemas"]["ReceiptContentRowScore"][];
            /**
             * @description Parts of the answer that stand in their rows word for word.
             * @example [
             *       {
             *         "start": 1,
             *         "length": 1,
             *         "count": 1,
             *         "rows": [
             *           "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
             *         ]
             *       }
             *     ]
             */
            spans: components["schemas"]["ReceiptContentSpan"][];
        };
        /** @description A row that was given to the model as a source. */
        ReceiptEvidenceSource: {
            /**
             * Format: int32
             * @description It had in the prompt, from 1; for who may read the prompt.
             * @example 1
             */
            number?: number;
            /**
             * @description Of the row.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            leaf: string;
            /**
             * @description The Datanet's number on chain.
             * @example 1
             */
            datanet: string;
            /**
             * @description Who gave the row.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            contributor: string;
            /**
             * Format: int32
             * @description Of its text and number, in bytes of the prompt; for who may read the prompt.
             * @example 1
             */
            start?: number;
            /**
             * Format: int32
             * @description Of its text, in bytes of the prompt; for who may read the prompt.
             * @example 1
             */
            end?: number;
            /**
             * Format: int64
             * @description What it added to the answer's log-likelihood, in 10\u207b\u2079 nats. Unit: 10⁻⁹ nats.
             * @example 1
             */
            effectNanonats: number;
            /**
             * Format: int64
             * @description Lower end of the 90 % interval, in 10\u207b\u2079 nats. Unit: 10⁻⁹ nats.
             * @example 1
             */
            lowNanonats: number;
            /**
             * Format: int64
             * @description Upper end of it, in 10\u207b\u2079 nats. Unit: 10⁻⁹ nats.
             * @example 1
             */
            highNanonats: number;
        };
        /** @description A receipt with all that is needed to check it offline. */
        ReceiptFileContent: {
            /**
             * @description Openledger.receipt-file/1.
             * @example a text
             */
            schema: string;
            /** @description As it was signed. */
            receipt: components["schemas"]["ReceiptContent"];
            /**
             * @description Of the operator over the receipt's bytes.
             * @example 0x4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b14c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b11b
             */
            signature: string;
            /** @description From the receipt's log entry to the checkpoint's root. */
            inclusion: components["schemas"]["ReceiptFileContentInclusion"];
            /**
             * @description The signed note of the log.
             * @example a text
             */
            checkpoint: string;
            /** @description The checkpoint that the chain holds. */
            anchor?: components["schemas"]["ReceiptFileContentAnchor"];
            /** @description The conversation behind the receipt's digests; for its payer and the administrator alone. */
            opening?: components["schemas"]["ReceiptFileContentOpening"];
            /** @description The proofs of the epoch for accounts that the receipt paid. */
            payout?: components["schemas"]["ReceiptFileContentPayout"];
            /** @description Rows, quotations and sources that the receipt commits to; it goes with the opening. */
            evidence?: components["schemas"]["ReceiptFileContentEvidence"];
            /**
             * @description Pieces of the evidence, for the contributor whose rows they are of.
             * @example [
             *       {
             *         "kind": "row",
             *         "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *         "content": {
             *           "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *           "datanet": "1",
             *           "scorePpm": 250000,
             *           "start": 1,
             *           "length": 1,
             *           "count": 1,
             *           "rows": [
             *             "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
             *           ],
             *           "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *           "effectNanonats": 1,
             *           "lowNanonats": 1,
             *           "highNanonats": 1
             *         },
             *         "salt": "a text",
             *         "inclusion": {
             *           "index": 1,
             *           "treeSize": 1,
             *           "hashes": [
             *             "a text"
             *           ]
             *         }
             *       }
             *     ]
             */
            disclosures?: components["schemas"]["ReceiptFileContentDisclosure"][];
            /**
             * @description Words of the answer with the rows they stand in.
             * @example [
             *       {
             *         "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *         "start": 1,
             *         "length": 1,
             *         "answerAt": 1,
             *         "field": "a text",
             *         "rowAt": 1,
             *         "characters": 1,
             *         "row": {
             *           "datanet": "1",
             *           "salt": "a text",
             *           "content": "a text",
             *           "inclusion": {
             *             "index": 1,
             *             "treeSize": 1,
             *             "hashes": [
             *               "a text"
             *             ]
             *           }
             *         }
             *       }
             *     ]
             */
            quotations?: components["schemas"]["ReceiptFileContentQuotation"][];
            /**
             * @description Of the operator over all that is above.
             * @example a text
             */
            seal: string;
        };
        /** @description The checkpoint that the LogAnchor contract holds. */
        ReceiptFileContentAnchor: {
            /**
             * Format: int64
             * @description Of the chain.
             * @example 1
             */
            chainId: number;
            /**
             * @description Address of the LogAnchor.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            contract: string;
            /**
             * Format: int64
             * @description Of the anchored tree.
             * @example 1
             */
            size: number;
            /**
             * @description Of the anchored tree.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            root: string;
            /**
             * Format: int64
             * @description That has the transaction.
             * @example 1
             */
            block: number;
            /**
             * @description That anchored it.
             * @example a text
             */
            transaction: string;
            /**
             * @description Proof between the two trees.
             * @example [
             *       "a text"
             *     ]
             */
            consistency: string[];
        };
        /** @description What an account has earned up to an epoch. */
        ReceiptFileContentClaim: {
            /**
             * @description Its address.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            account: string;
            /**
             * @description In all, in wei, decimal. Unit: wei, 10⁻¹⁸ of the chain's coin, as a decimal text.
             * @example a text
             */
            cumulativeWei: string;
            /**
             * @description Under the epoch's root.
             * @example [
             *       "a text"
             *     ]
             */
            proof: string[];
        };
        /** @description One piece of the evidence, with what shows that the receipt commits to it. */
        ReceiptFileContentDisclosure: {
            /**
             * @description What it is.
             * @example row
             * @enum {string}
             */
            kind: "row" | "span" | "source";
            /**
             * @description Whose share it speaks for.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            contributor: string;
            /** @description Its members. */
            content: components["schemas"]["ReceiptFileContentPieceContent"];
            /**
             * @description Of this piece alone, 32 hexadecimal digits.
             * @example a text
             */
            salt: string;
            /** @description Its path to the receipt's digest. */
            inclusion: components["schemas"]["ReceiptFileContentInclusion"];
        };
        /** @description What the receipt commits to without saying it. */
        ReceiptFileContentEvidence: {
            /**
             * Format: int32
             * @description Where the block of all sources begins in the prompt, in bytes.
             * @example 1
             */
            start: number;
            /**
             * Format: int32
             * @description Where it ends.
             * @example 1
             */
            end: number;
            /**
             * @description Those with rows or quotations.
             * @example [
             *       {
             *         "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *         "rows": [
             *           {
             *             "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *             "datanet": "1",
             *             "scorePpm": 250000
             *           }
             *         ],
             *         "spans": [
             *           {
             *             "start": 1,
             *             "length": 1,
             *             "count": 1,
             *             "rows": [
             *               "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
             *             ]
             *           }
             *         ]
             *       }
             *     ]
             */
            shares: components["schemas"]["ReceiptFileContentEvidenceOfShare"][];
            /**
             * @description In the order of the prompt.
             * @example [
             *       {
             *         "number": 1,
             *         "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "datanet": "1",
             *         "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *         "start": 1,
             *         "end": 1,
             *         "effectNanonats": 1,
             *         "lowNanonats": 1,
             *         "highNanonats": 1
             *       }
             *     ]
             */
            sources: components["schemas"]["ReceiptContentSource"][];
        };
        /** @description What speaks for a share. */
        ReceiptFileContentEvidenceOfShare: {
            /**
             * @description Who has it.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            contributor: string;
            /**
             * @description Nearest to the answer, best first.
             * @example [
             *       {
             *         "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "datanet": "1",
             *         "scorePpm": 250000
             *       }
             *     ]
             */
            rows: components["schemas"]["ReceiptContentRowScore"][];
            /**
             * @description Parts of the answer that stand in their rows word for word.
             * @example [
             *       {
             *         "start": 1,
             *         "length": 1,
             *         "count": 1,
             *         "rows": [
             *           "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
             *         ]
             *       }
             *     ]
             */
            spans: components["schemas"]["ReceiptContentSpan"][];
        };
        /** @description The log's proof that an entry is in a tree. */
        ReceiptFileContentInclusion: {
            /**
             * Format: int64
             * @description Of the entry, from 0.
             * @example 1
             */
            index: number;
            /**
             * Format: int64
             * @description Entries of the tree.
             * @example 1
             */
            treeSize: number;
            /**
             * @description Of the path.
             * @example [
             *       "a text"
             *     ]
             */
            hashes: string[];
        };
        /** @description What the receipt's digests hide. */
        ReceiptFileContentOpening: {
            /**
             * @description 32 hexadecimal digits.
             * @example a text
             */
            salt: string;
            /**
             * @description As it was rendered.
             * @example a text
             */
            prompt: string;
            /**
             * @description As it was given.
             * @example a text
             */
            answer: string;
            /**
             * @description The prompt's tokens.
             * @example [
             *       1
             *     ]
             */
            promptIds: number[];
            /**
             * @description The answer's tokens.
             * @example [
             *       1
             *     ]
             */
            answerIds: number[];
        };
        /** @description An epoch's reward root, and claims under it. */
        ReceiptFileContentPayout: {
            /**
             * Format: int64
             * @description Its number.
             * @example 1
             */
            epoch: number;
            /**
             * @description Of the Merkle tree over what accounts are owed.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            root: string;
            /**
             * @description Of accounts that the receipt paid.
             * @example [
             *       {
             *         "account": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *         "cumulativeWei": "a text",
             *         "proof": [
             *           "a text"
             *         ]
             *       }
             *     ]
             */
            claims: components["schemas"]["ReceiptFileContentClaim"][];
        };
        /** @description The members of a piece; each kind has some of them. */
        ReceiptFileContentPieceContent: {
            /**
             * @description Of the row, of rows and sources.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            leaf?: string;
            /**
             * @description Its Datanet's number on chain, of rows and sources.
             * @example 1
             */
            datanet?: string;
            /**
             * Format: int32
             * @description How near the row is to the answer, of rows. Unit: parts per million.
             * @example 250000
             */
            scorePpm?: number;
            /**
             * Format: int32
             * @description Its first token, of spans.
             * @example 1
             */
            start?: number;
            /**
             * Format: int32
             * @description In tokens, of spans.
             * @example 1
             */
            length?: number;
            /**
             * Format: int64
             * @description How often it occurs in the model's training rows, of spans.
             * @example 1
             */
            count?: number;
            /**
             * @description Leaves of rows that hold it, of spans.
             * @example [
             *       "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
             *     ]
             */
            rows?: string[];
            /**
             * @description Who gave the row, of sources.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            contributor?: string;
            /**
             * Format: int64
             * @description What the source added to the answer's log-likelihood, in 10\u207b\u2079 nats. Unit: 10⁻⁹ nats.
             * @example 1
             */
            effectNanonats?: number;
            /**
             * Format: int64
             * @description Lower end of the 90 % interval, in 10\u207b\u2079 nats. Unit: 10⁻⁹ nats.
             * @example 1
             */
            lowNanonats?: number;
            /**
             * Format: int64
             * @description Upper end of it, in 10\u207b\u2079 nats. Unit: 10⁻⁹ nats.
             * @example 1
             */
            highNanonats?: number;
        };
        /** @description Words of the answer that stand in a row, by where they begin in either text, in UTF-16 code units. */
        ReceiptFileContentQuotation: {
            /**
             * @description Whose share names the quotation.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            contributor: string;
            /**
             * Format: int32
             * @description First token of the receipt's span.
             * @example 1
             */
            start: number;
            /**
             * Format: int32
             * @description Tokens of the span.
             * @example 1
             */
            length: number;
            /**
             * Format: int32
             * @description Where the words begin in the answer.
             * @example 1
             */
            answerAt: number;
            /**
             * @description Of the row that has them.
             * @example a text
             */
            field: string;
            /**
             * Format: int32
             * @description Where they begin in that field.
             * @example 1
             */
            rowAt: number;
            /**
             * Format: int32
             * @description How long they are.
             * @example 1
             */
            characters: number;
            /** @description That has them. */
            row: components["schemas"]["ReceiptFileContentQuotedRow"];
        };
        /** @description A row of a version that the model learned from. */
        ReceiptFileContentQuotedRow: {
            /**
             * @description The Datanet's number on chain.
             * @example 1
             */
            datanet: string;
            /**
             * @description 32 hexadecimal digits.
             * @example a text
             */
            salt: string;
            /**
             * @description The row as canonical JSON.
             * @example a text
             */
            content: string;
            /** @description Its path to the version's root. */
            inclusion: components["schemas"]["ReceiptFileContentInclusion"];
        };
        /** @description A receipt in a list. Question and answer are shown to the payer and the administrator alone. */
        ReceiptLine: {
            /**
             * @description 32 hexadecimal digits.
             * @example 1
             */
            id: string;
            /**
             * @description How far it is.
             * @example admitted
             * @enum {string}
             */
            state: "admitted" | "answered" | "receipted" | "failed";
            /**
             * Format: int64
             * @description When the answer was asked for. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            timeMillis: number;
            /**
             * @description That answered.
             * @example kitchen-1
             */
            model: string;
            /**
             * @description Shortened; empty for anyone who may not read it.
             * @example a text
             */
            question: string;
            /**
             * @description Shortened; empty for anyone who may not read it.
             * @example a text
             */
            answer: string;
            /**
             * Format: int64
             * @description What it cost. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            feeGwei: number;
            /**
             * Format: int64
             * @description Part of the credit that contributors have. Unit: parts per million.
             * @example 250000
             */
            dataPpm: number;
            /**
             * Format: int64
             * @description Part of it that the base model has. Unit: parts per million.
             * @example 250000
             */
            basePpm: number;
            /**
             * Format: int64
             * @description Part of it that nobody has. Unit: parts per million.
             * @example 250000
             */
            unattributedPpm: number;
        };
        /** @description Some receipts. */
        ReceiptList: {
            /**
             * @description Those that were asked for.
             * @example [
             *       {
             *         "id": "1",
             *         "state": "admitted",
             *         "timeMillis": 1790000000000,
             *         "model": "kitchen-1",
             *         "question": "a text",
             *         "answer": "a text",
             *         "feeGwei": 120000,
             *         "dataPpm": 250000,
             *         "basePpm": 250000,
             *         "unattributedPpm": 250000
             *       }
             *     ]
             */
            list: components["schemas"]["ReceiptLine"][];
            /**
             * Format: int64
             * @description How many match in all.
             * @example 1
             */
            total: number;
        };
        /** @description What computing an attribution again has shown. */
        RecomputedAttribution: {
            /**
             * @description Whether it is the same, within the receipt's tolerance.
             * @example true
             */
            same: boolean;
            /**
             * Format: int32
             * @description By how much the largest of the parts differs. Unit: parts per million.
             * @example 250000
             */
            differencePpm: number;
            /**
             * @description So in a sentence, or names what differs.
             * @example a text
             */
            says: string;
        };
        /** @description A line of an upload that was not accepted. */
        RejectedLine: {
            /**
             * Format: int64
             * @description Its number in the upload, from 1.
             * @example 1
             */
            line: number;
            /**
             * @description The code of why.
             * @example a text
             */
            reason: string;
            /**
             * @description Why, in a sentence.
             * @example a text
             */
            detail: string;
            /**
             * @description The row that it repeats.
             * @example a text
             */
            leader?: string;
        };
        /** @description Some lines of an upload that are not in. */
        RejectedLines: {
            /**
             * @description Those that were asked for.
             * @example [
             *       {
             *         "line": 1,
             *         "reason": "a text",
             *         "detail": "a text",
             *         "leader": "a text"
             *       }
             *     ]
             */
            list: components["schemas"]["RejectedLine"][];
            /**
             * Format: int64
             * @description How many match in all.
             * @example 1
             */
            total: number;
        };
        /** @description An event of a stream. The first is response.created, the last response.completed or response.incomplete. */
        ResponseEvent: {
            /**
             * @description What happened.
             * @example a text
             */
            type: string;
            /**
             * Format: int32
             * @description Its place in the stream, from 0.
             * @example 1
             */
            sequence_number: number;
            /** @description The answer as it is then. */
            response?: components["schemas"]["ResponseObject"];
            /**
             * Format: int32
             * @description The item's place.
             * @example 1
             */
            output_index?: number;
            /**
             * @description The item's id.
             * @example a text
             */
            item_id?: string;
            /**
             * Format: int32
             * @description The part's place in the item.
             * @example 1
             */
            content_index?: number;
            /** @description That was added or is done. */
            item?: components["schemas"]["ResponseObjectOutput"];
            /** @description That was added or is done. */
            part?: components["schemas"]["ResponseObjectOutputText"];
            /**
             * @description What comes to a text or to arguments.
             * @example a text
             */
            delta?: string;
            /**
             * @description That is done.
             * @example a text
             */
            text?: string;
            /**
             * @description Of the function whose arguments are done.
             * @example a text
             */
            name?: string;
            /**
             * @description That are done.
             * @example a text
             */
            arguments?: string;
            /**
             * @description None.
             * @example [
             *       "a text"
             *     ]
             */
            logprobs?: string[];
        };
        /** @description What the model said. */
        ResponseObject: {
            /**
             * @description Of the answer; the receipt's id stands in it.
             * @example 1
             */
            id: string;
            /**
             * @description Response.
             * @example response
             * @enum {string}
             */
            object: "response";
            /**
             * Format: int64
             * @description When it was asked for, in seconds since 1970.
             * @example 1
             */
            created_at: number;
            /**
             * @description Whether it is whole.
             * @example in_progress
             * @enum {string}
             */
            status: "in_progress" | "completed" | "incomplete";
            /** @description Why it is not. */
            incomplete_details?: components["schemas"]["ResponseObjectIncomplete"];
            /**
             * @description That answered.
             * @example kitchen-1
             */
            model: string;
            /**
             * @description Messages and calls.
             * @example [
             *       {
             *         "id": "1",
             *         "type": "message",
             *         "status": "in_progress",
             *         "role": "a text",
             *         "content": [
             *           {
             *             "type": "output_text",
             *             "text": "a text",
             *             "annotations": [
             *               "a text"
             *             ]
             *           }
             *         ],
             *         "call_id": "a text",
             *         "name": "a text",
             *         "arguments": "a text"
             *       }
             *     ]
             */
            output: components["schemas"]["ResponseObjectOutput"][];
            /**
             * @description Whether several calls may be made.
             * @example true
             */
            parallel_tool_calls: boolean;
            /**
             * @description None, auto, required, or the function that must be called.
             * @example a text
             */
            tool_choice: string;
            /**
             * @description That could be called, by name.
             * @example [
             *       {
             *         "type": "function",
             *         "name": "a text",
             *         "description": "a text",
             *         "parameters": {},
             *         "strict": true
             *       }
             *     ]
             */
            tools: components["schemas"]["ResponsesRequestTool"][];
            /** @description Tokens that were counted. */
            usage?: components["schemas"]["ResponseObjectUsage"];
        };
        /** @description Why an answer is not whole. */
        ResponseObjectIncomplete: {
            /**
             * @description Max_output_tokens.
             * @example a text
             */
            reason: string;
        };
        /** @description Of the prompt's tokens. */
        ResponseObjectInputDetails: {
            /**
             * Format: int32
             * @description Those that were computed for an earlier request of the same payer to the same model; they cost the same.
             * @example 1
             */
            cached_tokens: number;
        };
        /** @description A message or a call. */
        ResponseObjectOutput: {
            /**
             * @description Of the item.
             * @example 1
             */
            id: string;
            /**
             * @description Message or function_call.
             * @example message
             * @enum {string}
             */
            type: "message" | "function_call";
            /**
             * @description Whether it is whole.
             * @example in_progress
             * @enum {string}
             */
            status: "in_progress" | "completed" | "incomplete";
            /**
             * @description Of a message: assistant.
             * @example a text
             */
            role?: string;
            /**
             * @description Of a message.
             * @example [
             *       {
             *         "type": "output_text",
             *         "text": "a text",
             *         "annotations": [
             *           "a text"
             *         ]
             *       }
             *     ]
             */
            content?: components["schemas"]["ResponseObjectOutputText"][];
            /**
             * @description By which what comes of the call names it.
             * @example a text
             */
            call_id?: string;
            /**
             * @description Of the called function.
             * @example a text
             */
            name?: string;
            /**
             * @description Of the call, as JSON.
             * @example a text
             */
            arguments?: string;
        };
        /** @description Of the answer's tokens. */
        ResponseObjectOutputDetails: {
            /**
             * Format: int32
             * @description 0.
             * @example 1
             */
            reasoning_tokens: number;
        };
        /** @description A message's text. */
        ResponseObjectOutputText: {
            /**
             * @description Output_text.
             * @example output_text
             * @enum {string}
             */
            type: "output_text";
            /**
             * @description Of it.
             * @example a text
             */
            text: string;
            /**
             * @description None.
             * @example [
             *       "a text"
             *     ]
             */
            annotations: string[];
        };
        /** @description Tokens that were counted. */
        ResponseObjectUsage: {
            /**
             * Format: int32
             * @description Of the prompt.
             * @example 1
             */
            input_tokens: number;
            /** @description What of the prompt was computed before. */
            input_tokens_details: components["schemas"]["ResponseObjectInputDetails"];
            /**
             * Format: int32
             * @description Of the answer.
             * @example 1
             */
            output_tokens: number;
            /** @description None are thoughts that are not told. */
            output_tokens_details: components["schemas"]["ResponseObjectOutputDetails"];
            /**
             * Format: int32
             * @description Of both.
             * @example 1
             */
            total_tokens: number;
        };
        /** @description A request for what the model says next. Nothing of it can be referred to later: the whole conversation is sent each time. */
        ResponsesRequest: {
            /**
             * @description To ask.
             * @example kitchen-1
             */
            model: string;
            /**
             * @description A text of the user, or the conversation's items.
             * @example What goes into a roux?
             */
            input: string | components["schemas"]["ResponsesRequestItem"][];
            /**
             * @description For the model, before the conversation.
             * @example a text
             */
            instructions?: string;
            /**
             * Format: int32
             * @description Of the answer; fewer where that is all that fits.
             * @example 1
             */
            max_output_tokens?: number;
            /**
             * Format: double
             * @description Of the sampling; 0 takes the likeliest token.
             * @default 1
             * @example 1
             */
            temperature?: number;
            /**
             * Format: double
             * @description Part of the probability that is sampled from.
             * @default 1
             * @example 1
             */
            top_p?: number;
            /**
             * @description Whether the answer comes as server-sent events.
             * @default false
             * @example false
             */
            stream?: boolean;
            /** @description Of what form the answer is. */
            text?: components["schemas"]["ResponsesRequestTextForm"];
            /**
             * @description What the model may call.
             * @example [
             *       {
             *         "type": "function",
             *         "name": "a text",
             *         "description": "a text",
             *         "parameters": {},
             *         "strict": true
             *       }
             *     ]
             */
            tools?: components["schemas"]["ResponsesRequestTool"][];
            /**
             * @description None, auto, required, or one function.
             * @example a text
             */
            tool_choice?: string | components["schemas"]["ResponsesRequestNamedTool"];
            /**
             * @description False: one call at most.
             * @example true
             */
            parallel_tool_calls?: boolean;
            /** @description The least that is wanted of the answer. */
            support?: components["schemas"]["SupportOptions"];
            /**
             * @description Whom the caller asks for.
             * @example user-17
             */
            user?: string;
            /**
             * @description Of that person, in newer clients.
             * @example a text
             */
            safety_identifier?: string;
            /**
             * @description Texts by name.
             * @example {
             *       "batch": "7"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            /**
             * @description False: no conversation is kept for later calls.
             * @enum {unknown}
             */
            store?: false;
            /** @description Absent or null. */
            previous_response_id?: null;
            /** @description Absent or null. */
            conversation?: null;
            /**
             * @description False.
             * @enum {unknown}
             */
            background?: false;
            /**
             * @description None.
             * @enum {unknown}
             */
            include?: never[];
            /** @description Absent or null. */
            reasoning?: null;
            /**
             * @description Disabled.
             * @enum {unknown}
             */
            truncation?: "disabled";
            /** @description Absent or null. */
            prompt?: null;
            /** @description Absent or null. */
            max_tool_calls?: null;
            /**
             * @description 0.
             * @enum {unknown}
             */
            top_logprobs?: 0;
            /** @description Absent or null. */
            context_management?: null;
            /** @description Absent or null. */
            moderation?: null;
            /** @description Absent or null. */
            stream_options?: null;
        };
        /** @description A form. */
        ResponsesRequestFormat: {
            /**
             * @description Text, json_object or json_schema.
             * @example text
             * @enum {string}
             */
            type: "text" | "json_object" | "json_schema";
            /**
             * @description Of the schema.
             * @example a text
             */
            name?: string;
            /**
             * @description It, where the type is json_schema.
             * @example {}
             */
            schema?: {
                [key: string]: unknown;
            };
            /**
             * @description Of what it is for.
             * @example a text
             */
            description?: string;
            /**
             * @description True: answers are always held to it.
             * @example true
             */
            strict?: boolean;
        };
        /** @description An item of a conversation: a message, a call, or what came of it. */
        ResponsesRequestItem: {
            /**
             * @description Message, function_call or function_call_output; a message where it is absent.
             * @example message
             * @enum {string}
             */
            type?: "message" | "function_call" | "function_call_output";
            /**
             * @description Of a message.
             * @example system
             * @enum {string}
             */
            role?: "system" | "developer" | "user" | "assistant";
            /**
             * @description Of a message: a text, or parts of it.
             * @example a text
             */
            content?: string | components["schemas"]["ResponsesRequestPart"][];
            /**
             * @description Of the item, as an answer named it; it changes nothing.
             * @example 1
             */
            id?: string;
            /**
             * @description Of the item; it changes nothing.
             * @example a text
             */
            status?: string;
            /**
             * @description Of a call, and of what came of it.
             * @example a text
             */
            call_id?: string;
            /**
             * @description Of the called function.
             * @example a text
             */
            name?: string;
            /**
             * @description Of the call, as JSON.
             * @example a text
             */
            arguments?: string;
            /**
             * @description What came of the call.
             * @example a text
             */
            output?: string;
        };
        /** @description The function that must be called. */
        ResponsesRequestNamedTool: {
            /**
             * @description Function.
             * @example function
             * @enum {string}
             */
            type: "function";
            /**
             * @description Of it.
             * @example a text
             */
            name: string;
        };
        /** @description A part of a message. */
        ResponsesRequestPart: {
            /**
             * @description Input_text or output_text.
             * @example input_text
             * @enum {string}
             */
            type: "input_text" | "output_text";
            /**
             * @description Of it.
             * @example a text
             */
            text: string;
            /**
             * @description None.
             * @enum {unknown}
             */
            annotations?: never[];
            /**
             * @description None.
             * @enum {unknown}
             */
            logprobs?: never[];
        };
        /** @description Of what form the answer is. */
        ResponsesRequestTextForm: {
            /** @description Text, any JSON object, or JSON of a schema. */
            format?: components["schemas"]["ResponsesRequestFormat"];
            /**
             * @description Medium.
             * @enum {unknown}
             */
            verbosity?: "medium";
        };
        /** @description A function that the model may call. */
        ResponsesRequestTool: {
            /**
             * @description Function.
             * @example function
             * @enum {string}
             */
            type: "function";
            /**
             * @description Of it.
             * @example a text
             */
            name: string;
            /**
             * @description Of what it does.
             * @example a text
             */
            description?: string;
            /**
             * @description A JSON schema.
             * @example {}
             */
            parameters?: {
                [key: string]: unknown;
            };
            /**
             * @description Whether the arguments are held to the schema; those of a function that must be called always are.
             * @example true
             */
            strict?: boolean;
        };
        /** @description Which Datanets to search for sources. This is the node's own extension. */
        RetrievalOptions: {
            /**
             * @description 1 to 8 numbers of Datanets.
             * @example [
             *       "1"
             *     ]
             */
            datanets: string[] | number[];
            /**
             * Format: int32
             * @description Rows to give the model at most.
             * @default 4
             * @example 4
             */
            sources?: number;
            /**
             * @description Whether they are given also where the model is surer of its answer without them.
             * @default false
             * @example false
             */
            always?: boolean;
        };
        /** @description How contributions are reviewed that are signed from now on. */
        ReviewPolicyView: {
            /**
             * @description Whether the owner decides, or a quorum of votes that none of the others sees.
             * @example owner
             * @enum {string}
             */
            kind: "owner" | "quorum";
            /**
             * Format: int64
             * @description How many votes that agree decide a row; 0 where the owner decides.
             * @example 1
             */
            quorum: number;
            /**
             * Format: int64
             * @description How long votes are taken after a signature, before the owner decides what is left; 0 where the owner decides.
             * @example 1
             */
            hours: number;
            /**
             * @description The address that said so; left out where nobody did.
             * @example a text
             */
            setBy?: string;
            /**
             * Format: int64
             * @description When. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            setMillis?: number;
        };
        /** @description A row of a contribution as its review shows it. */
        ReviewRow: {
            /**
             * Format: int64
             * @description It begins in, from 1.
             * @example 1
             */
            line: number;
            /**
             * @description Its hash.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            leaf: string;
            /**
             * @description What became of it: a held one waits for the owner's own word.
             * @example waiting
             * @enum {string}
             */
            state: "waiting" | "held" | "accepted" | "refused" | "withdrawn";
            /**
             * @description The code of what was found in it.
             * @example a text
             */
            reason?: string;
            /**
             * @description What was found in it, in a sentence.
             * @example a text
             */
            detail?: string;
            /**
             * @description Its fields as a reader meets them.
             * @example a text
             */
            text: string;
            /**
             * @description What its file said of it beside its fields.
             * @example {
             *       "source": "own notes"
             *     }
             */
            metadata: {
                [key: string]: string;
            };
            /**
             * @description The leaf of the row that it is to replace.
             * @example a text
             */
            corrects?: string;
            /**
             * Format: int64
             * @description When the Datanet's owner was shown it first; now where this does so. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            seenMillis?: number;
            /**
             * @description Characters in it that nobody sees, the first ones.
             * @example [
             *       {
             *         "character": 1,
             *         "code": "U+200B",
             *         "name": "ZERO WIDTH SPACE"
             *       }
             *     ]
             */
            unseen: components["schemas"]["ReviewRowUnseenCharacter"][];
            /**
             * @description Whether its contributor had it decided again, by the owner.
             * @example true
             */
            appealed: boolean;
            /**
             * @description On it: once it is decided all, before that the reader's own.
             * @example [
             *       {
             *         "reviewer": "a text",
             *         "vote": "accept",
             *         "why": "a text"
             *       }
             *     ]
             */
            votes: components["schemas"]["ReviewRowVoteOnRow"][];
            /** @description The earlier row that it is related to, where the reader may see that. */
            nearest?: components["schemas"]["ReviewRowNearestRow"];
        };
        /** @description A part of two texts. */
        ReviewRowChange: {
            /**
             * @description Whether it stands in both, in this row alone, or in the earlier one alone.
             * @example same
             * @enum {string}
             */
            kind: "same" | "added" | "removed";
            /**
             * @description Of the part.
             * @example a text
             */
            text: string;
        };
        /** @description An earlier row, and what this one has other than it. */
        ReviewRowNearestRow: {
            /**
             * @description Its hash.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            leaf: string;
            /**
             * @description Its Datanet's number.
             * @example 1
             */
            datanet: string;
            /**
             * @description The parts of both, in the order of the text; longer texts have few and long ones.
             * @example [
             *       {
             *         "kind": "same",
             *         "text": "a text"
             *       }
             *     ]
             */
            changes: components["schemas"]["ReviewRowChange"][];
        };
        /** @description A character that nobody sees. */
        ReviewRowUnseenCharacter: {
            /**
             * Format: int64
             * @description Its place in the text, from 1.
             * @example 1
             */
            character: number;
            /**
             * @description Such as U+200B.
             * @example U+200B
             */
            code: string;
            /**
             * @description What Unicode calls it.
             * @example ZERO WIDTH SPACE
             */
            name: string;
        };
        /** @description A vote on a row. */
        ReviewRowVoteOnRow: {
            /**
             * @description Who voted; the contributor is not told.
             * @example a text
             */
            reviewer?: string;
            /**
             * @description Whether it should come in.
             * @example accept
             * @enum {string}
             */
            vote: "accept" | "refuse";
            /**
             * @description Not.
             * @example a text
             */
            why?: string;
        };
        /** @description Some rows of a contribution. */
        ReviewRows: {
            /**
             * @description Those that were asked for.
             * @example [
             *       {
             *         "line": 1,
             *         "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "state": "waiting",
             *         "reason": "a text",
             *         "detail": "a text",
             *         "text": "a text",
             *         "metadata": {
             *           "source": "own notes"
             *         },
             *         "corrects": "a text",
             *         "seenMillis": 1790000000000,
             *         "unseen": [
             *           {
             *             "character": 1,
             *             "code": "U+200B",
             *             "name": "ZERO WIDTH SPACE"
             *           }
             *         ],
             *         "appealed": true,
             *         "votes": [
             *           {
             *             "reviewer": "a text",
             *             "vote": "accept",
             *             "why": "a text"
             *           }
             *         ],
             *         "nearest": {
             *           "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *           "datanet": "1",
             *           "changes": [
             *             {
             *               "kind": "same",
             *               "text": "a text"
             *             }
             *           ]
             *         }
             *       }
             *     ]
             */
            list: components["schemas"]["ReviewRow"][];
            /**
             * Format: int64
             * @description How many match in all.
             * @example 1
             */
            total: number;
        };
        /** @description What was done and said about a contribution, in its order. */
        ReviewTalk: {
            /**
             * @description Of it; votes and known answers are among it for those who review, once every row is decided.
             * @example [
             *       {
             *         "number": 1,
             *         "act": "vote",
             *         "who": "a text",
             *         "name": "a text",
             *         "words": "a text",
             *         "salt": "a text",
             *         "timeMillis": 1790000000000,
             *         "logIndex": 1
             *       }
             *     ]
             */
            list: components["schemas"]["ReviewTalkSaid"][];
        };
        /** @description One act. */
        ReviewTalkSaid: {
            /**
             * Format: int64
             * @description Within the Datanet.
             * @example 1
             */
            number: number;
            /**
             * @description What it is.
             * @example vote
             * @enum {string}
             */
            act: "vote" | "gold" | "decide" | "ask" | "answer" | "appeal";
            /**
             * @description Did or said it.
             * @example a text
             */
            who: string;
            /**
             * @description What the node calls them.
             * @example a text
             */
            name?: string;
            /**
             * @description What was said, or JSON that says what was done; empty where rows were taken back that it may have quoted.
             * @example a text
             */
            words: string;
            /**
             * @description Under which the log has its digest; left out where its words were erased.
             * @example a text
             */
            salt?: string;
            /**
             * Format: int64
             * @description When. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            timeMillis: number;
            /**
             * Format: int64
             * @description The log's entry of it.
             * @example 1
             */
            logIndex: number;
        };
        /** @description Where a row comes from, and which versions have it. */
        RowBlame: {
            /**
             * @description The row's.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            leaf: string;
            /**
             * @description Who gave it.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            contributor: string;
            /**
             * @description What the node calls the contributor.
             * @example Ada
             */
            contributorName?: string;
            /**
             * @description Its contribution's number at this node.
             * @example a text
             */
            contribution: string;
            /**
             * Format: int64
             * @description Its line in the upload.
             * @example 1
             */
            line: number;
            /**
             * Format: int64
             * @description When the contribution was signed. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            signedMillis: number;
            /**
             * @description SHA-256 of the contribution's public record, which the log has.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            recordDigest: string;
            /** @description What the contributor said of how the rows were made. */
            statement?: components["schemas"]["CollectionStatement"];
            /**
             * @description Numbers of the published versions that have it.
             * @example [
             *       1
             *     ]
             */
            versions: number[];
            /**
             * @description Whether it is there, out, held by a notice, or was taken back.
             * @example there
             * @enum {string}
             */
            state: "there" | "out" | "held" | "withdrawn";
        };
        /** @description Some rows of a version. */
        RowList: {
            /**
             * @description Those that were asked for.
             * @example [
             *       {
             *         "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "text": "a text",
             *         "metadata": {
             *           "source": "own notes"
             *         },
             *         "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *         "contributorName": "Ada",
             *         "datanet": "1",
             *         "datanetName": "Kitchen questions",
             *         "version": 1,
             *         "position": 1,
             *         "licence": "CC-BY-4.0",
             *         "status": "a text",
             *         "reason": "a text",
             *         "leader": "a text",
             *         "earnedGwei": 120000
             *       }
             *     ]
             */
            list: components["schemas"]["RowView"][];
            /**
             * Format: int64
             * @description How many match in all.
             * @example 1
             */
            total: number;
        };
        /** @description That a row is in a version. */
        RowProof: {
            /**
             * @description The row's.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            leaf: string;
            /**
             * Format: int64
             * @description In the version's tree, from 0.
             * @example 1
             */
            place: number;
            /**
             * Format: int64
             * @description How many rows the version has.
             * @example 1
             */
            size: number;
            /**
             * @description Of the version.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            root: string;
            /**
             * @description The path from leaf to root (RFC 6962).
             * @example [
             *       "a text"
             *     ]
             */
            hashes: string[];
        };
        /** @description A receipt that names a row. */
        RowUseLine: {
            /**
             * @description Its id.
             * @example 0f3c5a2e9b7d41688c1fa0d3b5e79246
             */
            receipt: string;
            /**
             * Format: int64
             * @description When the answer was asked for. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            timeMillis: number;
            /**
             * @description That answered.
             * @example kitchen-1
             */
            model: string;
            /**
             * @description Of the row.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            contributor: string;
            /**
             * Format: int32
             * @description How near the row is to the answer. Unit: parts per million.
             * @example 250000
             */
            scorePpm: number;
            /**
             * Format: int64
             * @description What the receipt paid the contributor. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            paidGwei: number;
            /**
             * Format: int64
             * @description What it set aside for the contributor until the epoch's audit. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            waitingGwei: number;
        };
        /** @description Some receipts that name a row. */
        RowUses: {
            /**
             * @description Those that were asked for.
             * @example [
             *       {
             *         "receipt": "0f3c5a2e9b7d41688c1fa0d3b5e79246",
             *         "timeMillis": 1790000000000,
             *         "model": "kitchen-1",
             *         "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *         "scorePpm": 250000,
             *         "paidGwei": 120000,
             *         "waitingGwei": 120000
             *       }
             *     ]
             */
            list: components["schemas"]["RowUseLine"][];
            /**
             * Format: int64
             * @description How many match in all.
             * @example 1
             */
            total: number;
        };
        /** @description A row. */
        RowView: {
            /**
             * @description Its hash in the trees of its contribution and versions.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            leaf: string;
            /**
             * @description Its fields as a reader meets them; empty once it was erased.
             * @example a text
             */
            text: string;
            /**
             * @description What its file said of it beside its fields, by column.
             * @example {
             *       "source": "own notes"
             *     }
             */
            metadata: {
                [key: string]: string;
            };
            /**
             * @description The address that gave it.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            contributor: string;
            /**
             * @description What the node calls the contributor.
             * @example Ada
             */
            contributorName?: string;
            /**
             * @description The Datanet's number.
             * @example 1
             */
            datanet: string;
            /**
             * @description The Datanet's name.
             * @example Kitchen questions
             */
            datanetName: string;
            /**
             * Format: int64
             * @description Number of the first version it is in.
             * @example 1
             */
            version?: number;
            /**
             * Format: int64
             * @description Its line in the upload, from 1.
             * @example 1
             */
            position: number;
            /**
             * @description Of the Datanet, an SPDX identifier.
             * @example CC-BY-4.0
             */
            licence: string;
            /**
             * @description Whether it is in.
             * @example a text
             */
            status: string;
            /**
             * @description The code of why it is not in.
             * @example a text
             */
            reason?: string;
            /**
             * @description The row that it repeats.
             * @example a text
             */
            leader?: string;
            /**
             * Format: int64
             * @description What it brought its contributor, where that is asked for. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            earnedGwei?: number;
        };
        /** @description What one rule said of a call. */
        RuleLine: {
            /**
             * @description Its name.
             * @example a text
             */
            rule: string;
            /**
             * @description Holds, asks or refuses.
             * @example a text
             */
            found: string;
            /**
             * @description Why; empty where it holds.
             * @example a text
             */
            says: string;
        };
        /** @description A run. */
        RunDetail: {
            /**
             * @description Its id.
             * @example 1
             */
            id: string;
            /**
             * @description Of the model.
             * @example a text
             */
            name: string;
            /**
             * @description The address that the developer's part of fees goes to.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            owner: string;
            /**
             * @description What the node calls the owner.
             * @example Ada
             */
            ownerName?: string;
            /**
             * @description How far it is.
             * @example queued
             * @enum {string}
             */
            state: "queued" | "training" | "evaluating" | "registering" | "attributing" | "valuing" | "ready" | "failed" | "cancelled";
            /**
             * @description Whether it rests until its owner says otherwise.
             * @example true
             */
            paused: boolean;
            /**
             * Format: int64
             * @description Part of the training that is done. Unit: parts per million.
             * @example 250000
             */
            progressPpm: number;
            /**
             * Format: int64
             * @description Part of the counterfactual adapters that is trained. Unit: parts per million.
             * @example 250000
             */
            attributionPpm: number;
            /**
             * Format: int64
             * @description Part of the rows that is valued. Unit: parts per million.
             * @example 250000
             */
            valuePpm: number;
            /**
             * Format: int32
             * @description Optimiser steps that are done.
             * @example 1
             */
            step: number;
            /**
             * Format: int32
             * @description The step after which the adapter was taken, once it is trained.
             * @example 1
             */
            stepsTaken?: number;
            /**
             * @description Its parts, with the time that is left; empty in a list of runs, and where the run failed or was cancelled.
             * @example [
             *       {
             *         "phase": "training",
             *         "adapterSteps": 1,
             *         "expectedSeconds": 0.5,
             *         "donePpm": 250000,
             *         "secondsLeft": 0.5
             *       }
             *     ]
             */
            phases: components["schemas"]["PhaseLine"][];
            /**
             * Format: int64
             * @description Of the rows that all steps take, each row as often as it is taken; once it has begun.
             * @example 1
             */
            trainedTokens?: number;
            /**
             * Format: double
             * @description Of the training so far.
             * @example 0.5
             */
            tokensASecond?: number;
            /**
             * @description It learns from.
             * @example [
             *       {
             *         "datanet": "1",
             *         "number": 1
             *       }
             *     ]
             */
            versions: components["schemas"]["VersionPin"][];
            /** @description How it learns. */
            configuration: components["schemas"]["LearningPlan"];
            /**
             * @description Pairs of step and loss; empty in a list of runs.
             * @example [
             *       [
             *         0.5
             *       ]
             *     ]
             */
            lossCurve: number[][];
            /**
             * @description What held-out rows cost the model on the way, and what it answered; empty in a list of runs.
             * @example [
             *       {
             *         "step": 1,
             *         "heldOutLoss": 0.5,
             *         "samples": [
             *           {
             *             "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *             "answer": "a text"
             *           }
             *         ]
             *       }
             *     ]
             */
            looks: components["schemas"]["LookLine"][];
            /**
             * Format: double
             * @description Mean loss of the base on the rows, in nats a token.
             * @example 0.5
             */
            lossBefore?: number;
            /**
             * Format: double
             * @description Mean loss of the model on them.
             * @example 0.5
             */
            lossAfter?: number;
            /**
             * Format: double
             * @description Mean loss of the base on the rows that were held out, in nats a token.
             * @example 0.5
             */
            heldOutLossBefore?: number;
            /**
             * Format: double
             * @description Mean loss of the model on them.
             * @example 0.5
             */
            heldOutLossAfter?: number;
            /**
             * Format: int32
             * @description How smooth the run is, in parts per million, once that is measured: whether a little less of some rows does what leaving them out does. Unit: parts per million.
             * @example 250000
             */
            smoothPpm?: number;
            /**
             * @description What to change in another run, where this one is rough.
             * @example a text
             */
            smoothnessAdvice?: string;
            /**
             * Format: int64
             * @description The model answers by itself where a token of the rows held out costs at least so much less under it. Unit: 10⁻⁹ nats.
             * @example 1
             */
            gateNanonats?: number;
            /**
             * @description Whether the model of this run answers under its name.
             * @example true
             */
            live: boolean;
            /**
             * Format: int64
             * @description Which of its name the model is, once there is one.
             * @example 1
             */
            version?: number;
            /**
             * Format: double
             * @description The training took. Unit: seconds.
             * @example 0.5
             */
            seconds?: number;
            /**
             * @description SHA-256 of the base model.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            baseDigest: string;
            /**
             * @description SHA-256 of the adapter, once it is trained.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            adapterDigest?: string;
            /**
             * @description Why it failed.
             * @example a text
             */
            message?: string;
            /**
             * Format: int32
             * @description Part of the rows that is held out. Unit: parts per million.
             * @example 250000
             */
            heldOutPpm: number;
            /**
             * Format: int64
             * @description Promised to contributors. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            rewardGwei: number;
            /**
             * Format: int64
             * @description When it was asked for. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            createdMillis: number;
        };
        /** @description Some runs. */
        RunList: {
            /**
             * @description Those that were asked for.
             * @example [
             *       {
             *         "id": "1",
             *         "name": "a text",
             *         "owner": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *         "ownerName": "Ada",
             *         "state": "queued",
             *         "paused": true,
             *         "progressPpm": 250000,
             *         "attributionPpm": 250000,
             *         "valuePpm": 250000,
             *         "step": 1,
             *         "stepsTaken": 1,
             *         "phases": [
             *           {
             *             "phase": "training",
             *             "adapterSteps": 1,
             *             "expectedSeconds": 0.5,
             *             "donePpm": 250000,
             *             "secondsLeft": 0.5
             *           }
             *         ],
             *         "trainedTokens": 1,
             *         "tokensASecond": 0.5,
             *         "versions": [
             *           {
             *             "datanet": "1",
             *             "number": 1
             *           }
             *         ],
             *         "configuration": {
             *           "rank": 1,
             *           "alpha": 1,
             *           "steps": 1,
             *           "batchRows": 1,
             *           "peakLearningRate": 0.5,
             *           "warmupSteps": 1,
             *           "maxTokens": 1,
             *           "seed": 1,
             *           "recipe": "rows",
             *           "targetModules": [
             *             "a text"
             *           ],
             *           "layersToTransform": [
             *             1
             *           ],
             *           "useRslora": true,
             *           "lrSchedulerType": "cosine",
             *           "weightDecay": 0.5,
             *           "maxGradNorm": 0.5,
             *           "gradientAccumulationSteps": 1,
             *           "anchorWeight": 0.5,
             *           "dpoBeta": 0.5,
             *           "earlyStoppingPatience": 1
             *         },
             *         "lossCurve": [
             *           [
             *             0.5
             *           ]
             *         ],
             *         "looks": [
             *           {
             *             "step": 1,
             *             "heldOutLoss": 0.5,
             *             "samples": [
             *               {
             *                 "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *                 "answer": "a text"
             *               }
             *             ]
             *           }
             *         ],
             *         "lossBefore": 0.5,
             *         "lossAfter": 0.5,
             *         "heldOutLossBefore": 0.5,
             *         "heldOutLossAfter": 0.5,
             *         "smoothPpm": 250000,
             *         "smoothnessAdvice": "a text",
             *         "gateNanonats": 1,
             *         "live": true,
             *         "version": 1,
             *         "seconds": 0.5,
             *         "baseDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "adapterDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "message": "a text",
             *         "heldOutPpm": 250000,
             *         "rewardGwei": 120000,
             *         "createdMillis": 1790000000000
             *       }
             *     ]
             */
            list: components["schemas"]["RunDetail"][];
            /**
             * Format: int64
             * @description How many match in all.
             * @example 1
             */
            total: number;
        };
        /** @description What the rows of a run are worth. */
        RunValueDetail: {
            /**
             * @description Its id.
             * @example a2db20749583465f
             */
            run: string;
            /**
             * @description It made.
             * @example kitchen-1
             */
            model: string;
            /**
             * @description How far the measurement is.
             * @example waiting
             * @enum {string}
             */
            state: "waiting" | "refused" | "measured";
            /**
             * Format: int32
             * @description Rows that were held out.
             * @example 1
             */
            heldOut: number;
            /**
             * Format: double
             * @description Mean loss of the base on them, in nats a token.
             * @example 0.5
             */
            lossBefore?: number;
            /**
             * Format: double
             * @description Mean loss of the model on them, in nats a token.
             * @example 0.5
             */
            lossAfter?: number;
            /**
             * @description SHA-256 of the document of all values.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            digest?: string;
            /**
             * @description Why there is no value.
             * @example a text
             */
            refusal?: string;
            /**
             * Format: int64
             * @description That was promised. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            rewardGwei: number;
            /**
             * @description Why the reward was not paid.
             * @example a text
             */
            unpaid?: string;
            /**
             * Format: int64
             * @description Of the reward that went to contributors. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            paidGwei: number;
            /**
             * Format: int64
             * @description Of the reward that went to the commons. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            commonsGwei: number;
        };
        /** @description An upload after its screening. */
        ScreenedContribution: {
            /**
             * @description The contribution's number.
             * @example 1
             */
            id: string;
            /**
             * @description The Datanet's number.
             * @example 1
             */
            datanet: string;
            /**
             * @description The address that gives it.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            contributor: string;
            /**
             * @description Screened when it waits for a signature; empty when no row is left.
             * @example screened
             * @enum {string}
             */
            state: "screened" | "empty";
            /**
             * Format: int64
             * @description Lines of the upload.
             * @example 1
             */
            rowsSubmitted: number;
            /**
             * Format: int64
             * @description Rows that passed the screening.
             * @example 1
             */
            rowsPassed: number;
            /**
             * Format: int64
             * @description The same, as long as nobody has reviewed them.
             * @example 1
             */
            rowsAccepted: number;
            /**
             * Format: int64
             * @description Lines that are not in.
             * @example 1
             */
            rowsRejected: number;
            /**
             * @description Of the Merkle tree over its rows; empty while it has none.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            root: string;
            /**
             * Format: int64
             * @description When it was uploaded. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            timeMillis: number;
            /**
             * @description What its file is.
             * @example a text
             */
            file: string;
            /**
             * @description Which column of the file each field was taken from.
             * @example a text
             */
            mapping: string;
            /**
             * @description The EIP-712 document that the contributor signs.
             * @example {}
             */
            typedData?: {
                [key: string]: unknown;
            };
        };
        /** @description What becomes of rows of a Datanet in which something is found. */
        ScreeningRules: {
            /**
             * @description Each finding: relations to earlier rows, then secrets, then personal data.
             * @example [
             *       {
             *         "finding": "mail",
             *         "act": "refuse",
             *         "standard": "refuse",
             *         "setBy": "a text",
             *         "setMillis": 1790000000000
             *       }
             *     ]
             */
            list: components["schemas"]["ScreeningRulesRule"][];
        };
        /** @description What becomes of one finding. */
        ScreeningRulesRule: {
            /**
             * @description Its code.
             * @example mail
             */
            finding: string;
            /**
             * @description Whether such a row is refused, held for the owner's own word, or a row like others.
             * @example refuse
             * @enum {string}
             */
            act: "refuse" | "hold" | "accept";
            /**
             * @description What becomes of it where no owner said anything.
             * @example refuse
             * @enum {string}
             */
            standard: "refuse" | "hold" | "accept";
            /**
             * @description The address that said so last.
             * @example a text
             */
            setBy?: string;
            /**
             * Format: int64
             * @description When. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            setMillis?: number;
        };
        /** @description What a search found. */
        SearchHit: {
            /**
             * @description What it is.
             * @example datanet
             * @enum {string}
             */
            kind: "datanet" | "model" | "receipt" | "account" | "row" | "run" | "epoch" | "transaction";
            /**
             * @description By which the API knows it.
             * @example 1
             */
            id: string;
            /**
             * @description What it is called.
             * @example a text
             */
            name: string;
            /**
             * @description Of its page.
             * @example a text
             */
            path: string;
        };
        /** @description What a search found. */
        SearchHits: {
            /**
             * @description Names first, then ids and hashes.
             * @example [
             *       {
             *         "kind": "datanet",
             *         "id": "1",
             *         "name": "a text",
             *         "path": "a text"
             *       }
             *     ]
             */
            list: components["schemas"]["SearchHit"][];
        };
        /** @description A new secret for an API key or an admin token. */
        SecretRotation: {
            /**
             * Format: int32
             * @description For how long the secret before it still holds; none ends it at once. Unit: seconds; a time counts them since 1970 in UTC.
             * @default 0
             * @example 0
             */
            overlapSeconds?: number;
        };
        /** @description A model that answers. */
        ServedModelLine: {
            /**
             * @description To ask it by.
             * @example 1
             */
            id: string;
            /**
             * @description Model.
             * @example a text
             */
            object: string;
            /**
             * Format: int64
             * @description When it was deployed, in seconds since 1970.
             * @example 1790000000
             */
            created: number;
            /**
             * @description Its owner's address.
             * @example a text
             */
            owned_by: string;
            /**
             * @description SHA-256 of the adapter; of the base where it is asked alone.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            root: string;
            /**
             * @description What the base model is called; absent for the base alone.
             * @example a text
             */
            parent?: string;
            /**
             * Format: int32
             * @description The longest prompt and answer together, in tokens.
             * @example 1
             */
            max_model_len: number;
            /**
             * Format: int64
             * @description Which of its name answers.
             * @example 1
             */
            version: number;
            /**
             * Format: int64
             * @description For each token of prompt and answer. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            price_gwei: number;
            /**
             * @description Its SPDX identifier, where one is stated.
             * @example CC-BY-4.0
             */
            licence?: string;
        };
        /** @description The models that answer. */
        ServedModelList: {
            /**
             * @description List.
             * @example a text
             */
            object: string;
            /**
             * @description The models.
             * @example [
             *       {
             *         "id": "1",
             *         "object": "a text",
             *         "created": 1790000000,
             *         "owned_by": "a text",
             *         "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "parent": "a text",
             *         "max_model_len": 1,
             *         "version": 1,
             *         "price_gwei": 120000,
             *         "licence": "CC-BY-4.0"
             *       }
             *     ]
             */
            data: components["schemas"]["ServedModelLine"][];
        };
        /** @description A session of a wallet, without its token. */
        SessionLine: {
            /**
             * @description Names it.
             * @example 1
             */
            id: string;
            /**
             * @description That signed in.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            account: string;
            /**
             * @description Whether it is the one that asks.
             * @example true
             */
            current: boolean;
            /**
             * @description The program that signed in, as it calls itself.
             * @example a text
             */
            agent: string;
            /**
             * @description The network address that it signed in from.
             * @example a text
             */
            origin: string;
            /**
             * Format: int64
             * @description When. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            createdMillis: number;
            /**
             * Format: int64
             * @description When it was last used, to the minute. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            lastUsedMillis?: number;
            /**
             * Format: int64
             * @description When it ends by itself. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            expiresMillis: number;
        };
        /** @description Some sessions of a wallet. */
        SessionList: {
            /**
             * @description Those that were asked for.
             * @example [
             *       {
             *         "id": "1",
             *         "account": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *         "current": true,
             *         "agent": "a text",
             *         "origin": "a text",
             *         "createdMillis": 1790000000000,
             *         "lastUsedMillis": 1790000000000,
             *         "expiresMillis": 1790000000000
             *       }
             *     ]
             */
            list: components["schemas"]["SessionLine"][];
            /**
             * Format: int64
             * @description How many match in all.
             * @example 1
             */
            total: number;
        };
        /** @description The epoch that settles a receipt. */
        SettlingEpoch: {
            /**
             * Format: int64
             * @description Its number.
             * @example 1
             */
            number: number;
            /**
             * @description How far its settlement is.
             * @example a text
             */
            state: string;
        };
        /** @description Who wants to sign in. */
        SignInRequest: {
            /**
             * @description Of their wallet.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            address: string;
        };
        /** @description What a wallet signs to sign in. */
        SignInText: {
            /**
             * @description Of EIP-4361.
             * @example a text
             */
            message: string;
        };
        /** @description Who a call's bearer is. */
        SignedIn: {
            /**
             * @description Nobody, key, wallet or administrator.
             * @example a text
             */
            kind: string;
            /**
             * @description Of the admin token or the key.
             * @example a text
             */
            name?: string;
            /**
             * @description That signed in, or whose deposit the key spends.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            account?: string;
            /**
             * @description What the key may be used for.
             * @example [
             *       "a text"
             *     ]
             */
            scopes: string[];
        };
        /** @description A mandate with who gives it. */
        SignedMandate: {
            /**
             * @description Its document, as it was drafted.
             * @example {}
             */
            mandate: {
                [key: string]: unknown;
            };
            /**
             * @description Who signed; absent, its principal.
             * @example a text
             */
            signer?: string;
            /**
             * @description Of the signer's wallet; absent where the node keeps the signer's key.
             * @example 0x4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b14c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b11b
             */
            signature?: string;
        };
        /** @description A signed message of EIP-4361. */
        SignedMessage: {
            /**
             * @description As the node gave it.
             * @example a text
             */
            message: string;
            /**
             * @description Of the wallet over it.
             * @example 0x4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b14c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b11b
             */
            signature: string;
        };
        /** @description Some of what an account earned. */
        StatementEntries: {
            /**
             * @description Those that were asked for.
             * @example [
             *       {
             *         "receiptId": "0f3c5a2e9b7d41688c1fa0d3b5e79246",
             *         "run": "a2db20749583465f",
             *         "timeMillis": 1790000000000,
             *         "model": "kitchen-1",
             *         "question": "a text",
             *         "role": "a text",
             *         "ppm": 1,
             *         "gwei": 120000,
             *         "epoch": 1,
             *         "rows": [
             *           {
             *             "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *             "text": "a text",
             *             "metadata": {
             *               "source": "own notes"
             *             },
             *             "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *             "contributorName": "Ada",
             *             "datanet": "1",
             *             "datanetName": "Kitchen questions",
             *             "version": 1,
             *             "position": 1,
             *             "licence": "CC-BY-4.0",
             *             "status": "a text",
             *             "reason": "a text",
             *             "leader": "a text",
             *             "earnedGwei": 120000
             *           }
             *         ]
             *       }
             *     ]
             */
            list: components["schemas"]["StatementEntry"][];
            /**
             * Format: int64
             * @description How many match in all.
             * @example 1
             */
            total: number;
        };
        /** @description What one answer, or one run's reward, paid an account. */
        StatementEntry: {
            /**
             * @description Of the answer.
             * @example 0f3c5a2e9b7d41688c1fa0d3b5e79246
             */
            receiptId?: string;
            /**
             * @description Whose reward it is.
             * @example a2db20749583465f
             */
            run?: string;
            /**
             * Format: int64
             * @description When. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            timeMillis: number;
            /**
             * @description That answered, or that the run made.
             * @example kitchen-1
             */
            model: string;
            /**
             * @description As the payer alone may read it.
             * @example a text
             */
            question?: string;
            /**
             * @description That was paid.
             * @example a text
             */
            role: string;
            /**
             * Format: int32
             * @description The contributor's share of the answer. Unit: parts per million.
             * @example 1
             */
            ppm?: number;
            /**
             * Format: int64
             * @description What it paid. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            gwei: number;
            /**
             * Format: int64
             * @description That settles it; 0 while it is in none.
             * @example 1
             */
            epoch: number;
            /**
             * @description That brought it in.
             * @example [
             *       {
             *         "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "text": "a text",
             *         "metadata": {
             *           "source": "own notes"
             *         },
             *         "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *         "contributorName": "Ada",
             *         "datanet": "1",
             *         "datanetName": "Kitchen questions",
             *         "version": 1,
             *         "position": 1,
             *         "licence": "CC-BY-4.0",
             *         "status": "a text",
             *         "reason": "a text",
             *         "leader": "a text",
             *         "earnedGwei": 120000
             *       }
             *     ]
             */
            rows: components["schemas"]["RowView"][];
        };
        /** @description What a stream holds. */
        StreamOptions: {
            /**
             * @description Whether its last chunk has the usage.
             * @default false
             * @example false
             */
            include_usage?: boolean;
            /**
             * @description Not supported.
             * @enum {unknown}
             */
            include_obfuscation?: false;
        };
        /** @description The least support that the caller wants of an answer: how far the rows of some contributor, or the sources that one gave, carry what it says. Where none reaches it the caller gets a sentence instead, with the finish reason content_filter, and pays for the tokens that were computed less the data part; no contributor is paid. Nothing is streamed before that is decided. This is the node's own extension. */
        SupportOptions: {
            /**
             * Format: double
             * @description 0 lets every answer through, 1 only those that rows carry whole.
             * @example 0.5
             */
            minimum: number;
            /**
             * @description The sentence, of at most 2,000 characters; the operator's where it is left out.
             * @example We have nothing on that.
             */
            otherwise?: string;
        };
        /** @description A contributor's answer to a notice. */
        TakedownAnswer: {
            /**
             * @description Of some of its rows.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            contributor: string;
            /**
             * @description In at most 2,000 characters; they are public.
             * @example a text
             */
            words: string;
        };
        /** @description The owner's decision on a notice. */
        TakedownDecision: {
            /**
             * @description Whether the rows are taken out for good.
             * @example true
             */
            uphold: boolean;
            /**
             * @description Why, in at most 2,000 characters; they are public.
             * @example a text
             */
            words: string;
        };
        /** @description A notice against rows. */
        TakedownLine: {
            /**
             * @description Its number at this node.
             * @example 1
             */
            id: string;
            /**
             * @description The Datanet's number.
             * @example 1
             */
            datanet: string;
            /**
             * @description How far it is; while it is open its rows are in no new version.
             * @example open
             * @enum {string}
             */
            state: "open" | "upheld" | "rejected";
            /**
             * @description Their leaves.
             * @example [
             *       "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
             *     ]
             */
            rows: string[];
            /**
             * @description Who gave them.
             * @example [
             *       "0x70997970c51812dc3a010c7d01b50e0d17dc79c8"
             *     ]
             */
            contributors: string[];
            /**
             * @description Of who gave the notice, for those whom it concerns.
             * @example a text
             */
            contact?: string;
            /**
             * Format: int64
             * @description When it was given. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            timeMillis: number;
            /**
             * Format: int64
             * @description Until when contributors can answer before the owner may uphold it. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            deadlineMillis: number;
            /**
             * @description The notice, the answers and the decision, in their order.
             * @example [
             *       {
             *         "act": "notice",
             *         "who": "a text",
             *         "words": "a text",
             *         "timeMillis": 1790000000000,
             *         "logIndex": 1
             *       }
             *     ]
             */
            said: components["schemas"]["TakedownLineSaid"][];
        };
        /** @description What somebody said. */
        TakedownLineSaid: {
            /**
             * @description What it is.
             * @example notice
             * @enum {string}
             */
            act: "notice" | "counter" | "upheld" | "rejected";
            /**
             * @description The account that said it; empty of the notice.
             * @example a text
             */
            who?: string;
            /**
             * @description What was said.
             * @example a text
             */
            words: string;
            /**
             * Format: int64
             * @description When. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            timeMillis: number;
            /**
             * Format: int64
             * @description The log's entry of it.
             * @example 1
             */
            logIndex: number;
        };
        /** @description Some notices against rows of a Datanet. */
        TakedownList: {
            /**
             * @description Those that were asked for.
             * @example [
             *       {
             *         "id": "1",
             *         "datanet": "1",
             *         "state": "open",
             *         "rows": [
             *           "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
             *         ],
             *         "contributors": [
             *           "0x70997970c51812dc3a010c7d01b50e0d17dc79c8"
             *         ],
             *         "contact": "a text",
             *         "timeMillis": 1790000000000,
             *         "deadlineMillis": 1790000000000,
             *         "said": [
             *           {
             *             "act": "notice",
             *             "who": "a text",
             *             "words": "a text",
             *             "timeMillis": 1790000000000,
             *             "logIndex": 1
             *           }
             *         ]
             *       }
             *     ]
             */
            list: components["schemas"]["TakedownLine"][];
            /**
             * Format: int64
             * @description How many match in all.
             * @example 1
             */
            total: number;
        };
        /** @description Who takes an invitation. */
        TakenInvitation: {
            /**
             * @description The secret of its link.
             * @example oli_…
             */
            code: string;
            /**
             * @description The address that becomes a member; the caller where this is absent.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            account?: string;
        };
        /** @description A text or a conversation whose tokens are wanted. */
        TokenizeRequest: {
            /**
             * @description Whose tokens they are.
             * @example kitchen-1
             */
            model: string;
            /**
             * @description The text.
             * @example A roux is
             */
            prompt?: string;
            /**
             * @description Whether a text begins and ends as the model's texts do.
             * @default true
             * @example true
             */
            add_special_tokens?: boolean;
            /**
             * @description The conversation, in place of a text.
             * @example [
             *       {
             *         "role": "user",
             *         "content": "What goes into a roux?",
             *         "name": "a text",
             *         "tool_calls": [
             *           {
             *             "index": 1,
             *             "id": "1",
             *             "type": "function",
             *             "function": {
             *               "name": "a text",
             *               "arguments": "a text"
             *             }
             *           }
             *         ],
             *         "tool_call_id": "a text"
             *       }
             *     ]
             */
            messages?: components["schemas"]["ChatMessage"][];
            /**
             * @description What the model may call.
             * @example [
             *       {
             *         "type": "function",
             *         "function": {
             *           "name": "a text",
             *           "description": "a text",
             *           "parameters": {},
             *           "strict": true
             *         }
             *       }
             *     ]
             */
            tools?: components["schemas"]["ToolUseTool"][];
            /**
             * @description True: a conversation always goes on with the assistant's turn.
             * @example true
             */
            add_generation_prompt?: boolean;
        };
        /** @description The tokens of a text. */
        Tokens: {
            /**
             * Format: int32
             * @description How many there are.
             * @example 1
             */
            count: number;
            /**
             * Format: int32
             * @description Most tokens of a prompt and its answer together.
             * @example 1
             */
            max_model_len: number;
            /**
             * @description Their ids.
             * @example [
             *       1
             *     ]
             */
            tokens: number[];
        };
        /** @description A tool that mandates may name. */
        ToolLine: {
            /**
             * @description What it is called by.
             * @example a text
             */
            name: string;
            /**
             * @description Read, spend or write.
             * @example a text
             */
            toolClass: string;
            /**
             * @description SHA-256 of its canonical definition.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            schemaDigest: string;
            /**
             * @description Name, description and schemas.
             * @example {}
             */
            definition: {
                [key: string]: unknown;
            };
        };
        /** @description Every tool. */
        ToolList: {
            /**
             * @description Of them.
             * @example [
             *       {
             *         "name": "a text",
             *         "toolClass": "a text",
             *         "schemaDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "definition": {}
             *       }
             *     ]
             */
            list: components["schemas"]["ToolLine"][];
        };
        /** @description A function. */
        ToolUseFunction: {
            /**
             * @description Of it.
             * @example a text
             */
            name: string;
            /**
             * @description Of what it does.
             * @example a text
             */
            description?: string;
            /**
             * @description A JSON schema.
             * @example {}
             */
            parameters?: {
                [key: string]: unknown;
            };
            /**
             * @description Whether the arguments are held to the schema; those of a function that must be called always are.
             * @example true
             */
            strict?: boolean;
        };
        /** @description A function by its name. */
        ToolUseNamed: {
            /**
             * @description Of it.
             * @example a text
             */
            name: string;
        };
        /** @description A JSON schema. */
        ToolUseNamedSchema: {
            /**
             * @description Of it.
             * @example a text
             */
            name: string;
            /**
             * @description Of what it is for.
             * @example a text
             */
            description?: string;
            /**
             * @description It.
             * @example {}
             */
            schema: {
                [key: string]: unknown;
            };
            /**
             * @description True: answers are always held to it.
             * @example true
             */
            strict?: boolean;
        };
        /** @description The function that must be called. */
        ToolUseNamedTool: {
            /**
             * @description Function.
             * @example function
             * @enum {string}
             */
            type: "function";
            /** @description It. */
            function: components["schemas"]["ToolUseNamed"];
        };
        /** @description Of what form the answer is. */
        ToolUseResponseFormat: {
            /**
             * @description Text, json_object or json_schema.
             * @example text
             * @enum {string}
             */
            type: "text" | "json_object" | "json_schema";
            /** @description The schema, where the type is json_schema. */
            json_schema?: components["schemas"]["ToolUseNamedSchema"];
        };
        /** @description Something that the model may call. */
        ToolUseTool: {
            /**
             * @description Function.
             * @example function
             * @enum {string}
             */
            type: "function";
            /** @description It. */
            function: components["schemas"]["ToolUseFunction"];
        };
        /** @description What every single row of a model's run did for one answer. */
        TraceResult: {
            /**
             * @description Of the answer.
             * @example 0f3c5a2e9b7d41688c1fa0d3b5e79246
             */
            receipt: string;
            /**
             * @description That was repeated.
             * @example a2db20749583465f
             */
            run: string;
            /**
             * @description Sums over their rows, largest effect first.
             * @example [
             *       {
             *         "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *         "rows": 1,
             *         "effectNanonats": 1,
             *         "receiptEffectNanonats": 1
             *       }
             *     ]
             */
            contributors: components["schemas"]["TraceResultContributorEffect"][];
            /**
             * @description Largest effect first.
             * @example [
             *       {
             *         "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *         "effectNanonats": 1
             *       }
             *     ]
             */
            rows: components["schemas"]["TraceResultRowEffect"][];
        };
        /** @description The sum over a contributor's rows, beside what the receipt says. */
        TraceResultContributorEffect: {
            /**
             * @description Their address.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            contributor: string;
            /**
             * Format: int32
             * @description How many.
             * @example 1
             */
            rows: number;
            /**
             * Format: int64
             * @description Of all their rows, in 10\u207b\u2079 nats. Unit: 10⁻⁹ nats.
             * @example 1
             */
            effectNanonats: number;
            /**
             * Format: int64
             * @description Of leaving all of them out, as the receipt has it, in 10\u207b\u2079 nats. Unit: 10⁻⁹ nats.
             * @example 1
             */
            receiptEffectNanonats: number;
        };
        /** @description What a row did. */
        TraceResultRowEffect: {
            /**
             * @description Of the row.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            leaf: string;
            /**
             * @description Who gave it.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            contributor: string;
            /**
             * Format: int64
             * @description By how much it raised the answer's log-likelihood, in 10\u207b\u2079 nats; negative where it lowered it. Unit: 10⁻⁹ nats.
             * @example 1
             */
            effectNanonats: number;
        };
        /** @description How far a trace is. */
        TraceStep: {
            /**
             * Format: int32
             * @description That is done.
             * @example 1
             */
            step: number;
            /**
             * Format: int32
             * @description All there are.
             * @example 1
             */
            ofSteps: number;
        };
        /** @description A file that is being sent. */
        UploadLine: {
            /**
             * @description By which a contribution names it.
             * @example 1
             */
            id: string;
            /**
             * Format: int64
             * @description Of the whole file in bytes.
             * @example 1
             */
            length: number;
            /**
             * Format: int64
             * @description How many bytes of it are here.
             * @example 1
             */
            offset: number;
            /**
             * @description By which its sender knows it again.
             * @example a text
             */
            fingerprint?: string;
            /**
             * Format: int64
             * @description When it is gone, if no piece comes. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            endsMillis: number;
        };
        /** @description The files that an account is sending. */
        UploadList: {
            /**
             * @description The latest first.
             * @example [
             *       {
             *         "id": "1",
             *         "length": 1,
             *         "offset": 1,
             *         "fingerprint": "a text",
             *         "endsMillis": 1790000000000
             *       }
             *     ]
             */
            list: components["schemas"]["UploadLine"][];
        };
        /** @description What a row did for the loss on held-out rows. */
        ValuedRow: {
            /**
             * @description Of the row.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            leaf: string;
            /**
             * @description Who gave it.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            contributor: string;
            /**
             * @description What the node calls the contributor.
             * @example Ada
             */
            contributorName?: string;
            /**
             * Format: int64
             * @description By how much it lowered the loss, in 10\u207b\u2079 nats a token. Unit: 10⁻⁹ nats a token.
             * @example 1
             */
            nanonats: number;
            /** @description The row itself, while the node has it. */
            row?: components["schemas"]["RowView"];
        };
        /** @description Some rows of a run, with their values. */
        ValuedRows: {
            /**
             * @description Those that were asked for.
             * @example [
             *       {
             *         "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *         "contributorName": "Ada",
             *         "nanonats": 1,
             *         "row": {
             *           "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *           "text": "a text",
             *           "metadata": {
             *             "source": "own notes"
             *           },
             *           "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *           "contributorName": "Ada",
             *           "datanet": "1",
             *           "datanetName": "Kitchen questions",
             *           "version": 1,
             *           "position": 1,
             *           "licence": "CC-BY-4.0",
             *           "status": "a text",
             *           "reason": "a text",
             *           "leader": "a text",
             *           "earnedGwei": 120000
             *         }
             *       }
             *     ]
             */
            list: components["schemas"]["ValuedRow"][];
            /**
             * Format: int64
             * @description How many match in all.
             * @example 1
             */
            total: number;
        };
        /** @description A published version of a Datanet, with what its owner signed. */
        VersionDetail: {
            /**
             * Format: int64
             * @description Counted from 1.
             * @example 1
             */
            number: number;
            /**
             * @description Of the Merkle tree over its rows.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            root: string;
            /**
             * Format: int64
             * @description How many it has.
             * @example 1
             */
            rows: number;
            /**
             * Format: int64
             * @description When it was published. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            timeMillis: number;
            /**
             * @description How far its registration on chain is.
             * @example a text
             */
            chainState: string;
            /**
             * @description What its owner says of it.
             * @example a text
             */
            note?: string;
            /**
             * Format: int64
             * @description Rows of it that were taken back, of which the leaf is left.
             * @example 1
             */
            withdrawn: number;
            /**
             * @description What it is made of, as JSON.
             * @example {}
             */
            manifest: {
                [key: string]: unknown;
            };
            /**
             * @description SHA-256 of the manifest, which was signed.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            manifestDigest: string;
            /**
             * @description Who signed it.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            owner: string;
            /**
             * Format: int64
             * @description The last second at which the signature was good. Unit: seconds; a time counts them since 1970 in UTC.
             * @example 1790000000
             */
            deadlineSeconds: number;
            /**
             * @description The owner's over the version.
             * @example 0x4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b14c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b11b
             */
            signature: string;
            /**
             * @description The DatanetRegistry's address.
             * @example a text
             */
            registry: string;
            /**
             * @description The Datanet's number on chain.
             * @example a text
             */
            token: string;
            /**
             * @description By which it was registered, once it is sent.
             * @example a text
             */
            transaction?: string;
        };
        /** @description What one version has that another has not. */
        VersionDiff: {
            /**
             * Format: int64
             * @description The number of the one.
             * @example 1
             */
            from: number;
            /**
             * Format: int64
             * @description The number of the other.
             * @example 1
             */
            to: number;
            /**
             * Format: int64
             * @description How many rows only the other has, but for those that correct one.
             * @example 1
             */
            added: number;
            /**
             * Format: int64
             * @description How many only the one has, but for those that are corrected.
             * @example 1
             */
            removed: number;
            /**
             * Format: int64
             * @description Pairs of these that are alike: the other has one in the place of what the one has.
             * @example 1
             */
            corrected: number;
            /**
             * @description Some of them, removed before added.
             * @example [
             *       {
             *         "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "before": "a text",
             *         "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *         "text": "a text",
             *         "textBefore": "a text"
             *       }
             *     ]
             */
            rows: components["schemas"]["VersionDiffChange"][];
        };
        /** @description A row that is in one version alone. */
        VersionDiffChange: {
            /**
             * @description Of the row that is in the other version; absent where it was removed.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            leaf?: string;
            /**
             * @description Leaf of the row that is in the one; absent where it was added.
             * @example a text
             */
            before?: string;
            /**
             * @description Who gave it.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            contributor: string;
            /**
             * @description Its fields as a reader meets them; absent once it was taken back.
             * @example a text
             */
            text?: string;
            /**
             * @description The same of the row before.
             * @example a text
             */
            textBefore?: string;
        };
        /** @description A version that waits for its owner's signature. */
        VersionDraft: {
            /**
             * Format: int64
             * @description It will have.
             * @example 1
             */
            number: number;
            /**
             * @description The EIP-712 document that the owner signs.
             * @example {}
             */
            typedData: {
                [key: string]: unknown;
            };
        };
        /** @description A published version of a Datanet. */
        VersionLine: {
            /**
             * Format: int64
             * @description Counted from 1.
             * @example 1
             */
            number: number;
            /**
             * @description Of the Merkle tree over its rows.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            root: string;
            /**
             * Format: int64
             * @description How many it has.
             * @example 1
             */
            rows: number;
            /**
             * Format: int64
             * @description When it was published. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            timeMillis: number;
            /**
             * @description How far its registration on chain is.
             * @example a text
             */
            chainState: string;
            /**
             * @description What its owner says of it.
             * @example a text
             */
            note?: string;
        };
        /** @description Some versions of a Datanet. */
        VersionList: {
            /**
             * @description Those that were asked for.
             * @example [
             *       {
             *         "number": 1,
             *         "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "rows": 1,
             *         "timeMillis": 1790000000000,
             *         "chainState": "a text",
             *         "note": "a text"
             *       }
             *     ]
             */
            list: components["schemas"]["VersionLine"][];
            /**
             * Format: int64
             * @description How many match in all.
             * @example 1
             */
            total: number;
        };
        /** @description What the owner says of a version that is drafted. */
        VersionNote: {
            /**
             * @description What is new, in at most 2,000 characters; it is public, and a part of what is signed.
             * @example Adds 120 questions about bread
             */
            note?: string;
        };
        /** @description A version of a Datanet that a run learns from. */
        VersionPin: {
            /**
             * @description The Datanet's number.
             * @example 1
             */
            datanet: string;
            /**
             * Format: int32
             * @description Of the version.
             * @example 1
             */
            number: number;
        };
        /** @description A version of a Datanet that a model learned from. */
        VersionRoot: {
            /**
             * @description The Datanet's number.
             * @example 1
             */
            datanet: string;
            /**
             * Format: int64
             * @description Of the version.
             * @example 1
             */
            number: number;
            /**
             * @description Of the Merkle tree over its rows.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            root: string;
        };
        /** @description A row of a version, with what proves it. */
        VersionRow: {
            /**
             * Format: int64
             * @description In the version's tree, from 0.
             * @example 1
             */
            place: number;
            /**
             * @description SHA-256(0x00 \u2016 salt \u2016 content).
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            leaf: string;
            /**
             * @description 32 hexadecimal digits; absent once it was taken back.
             * @example a text
             */
            salt?: string;
            /**
             * @description The row as canonical JSON; absent once it was taken back.
             * @example a text
             */
            content?: string;
            /**
             * @description Its contribution's number at this node.
             * @example a text
             */
            contribution: string;
            /**
             * @description Who gave it.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            contributor: string;
            /**
             * Format: int64
             * @description Its line in the upload.
             * @example 1
             */
            line: number;
            /**
             * @description Whether it is there.
             * @example there
             * @enum {string}
             */
            state: "there" | "withdrawn";
        };
        /** @description Some rows of a version, in the order of its tree. */
        VersionRows: {
            /**
             * @description Those that were asked for.
             * @example [
             *       {
             *         "place": 1,
             *         "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "salt": "a text",
             *         "content": "a text",
             *         "contribution": "a text",
             *         "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *         "line": 1,
             *         "state": "there"
             *       }
             *     ]
             */
            list: components["schemas"]["VersionRow"][];
            /**
             * Format: int64
             * @description How many match in all.
             * @example 1
             */
            total: number;
        };
        /** @description The owner's publication of a version. Both are left out where the node keeps the owner's key. */
        VersionSignature: {
            /**
             * Format: int32
             * @description Of the draft that was signed.
             * @example 1
             */
            number?: number;
            /**
             * @description Of the owner's wallet over the draft's typed data.
             * @example 0x4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b14c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b11b
             */
            signature?: string;
            /**
             * @description What is new, in at most 2,000 characters, where the node keeps the owner's key; a draft has its own.
             * @example a text
             */
            note?: string;
        };
        /** @description A session of a wallet. */
        WalletSession: {
            /**
             * @description To send as bearer.
             * @example a text
             */
            token: string;
            /**
             * @description That signed in.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            address: string;
            /**
             * Format: int64
             * @description Until when it holds. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            expiresMillis: number;
        };
        /** @description Rows that were taken back. */
        WithdrawalLine: {
            /**
             * @description Its number at this node.
             * @example 1
             */
            id: string;
            /**
             * @description The Datanet's number.
             * @example 1
             */
            datanet: string;
            /**
             * @description The address that gave them.
             * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
             */
            contributor: string;
            /**
             * @description What the node calls the contributor.
             * @example Ada
             */
            contributorName?: string;
            /**
             * @description The notice after which the Datanet's owner took them out.
             * @example a text
             */
            takedown?: string;
            /**
             * Format: int64
             * @description How many they are.
             * @example 1
             */
            rows: number;
            /**
             * Format: int64
             * @description When. Unit: milliseconds; a time counts them since 1970 in UTC.
             * @example 1790000000000
             */
            timeMillis: number;
            /**
             * @description Done once nothing derived from the rows is left.
             * @example erasing
             * @enum {string}
             */
            state: "erasing" | "done";
            /**
             * @description SHA-256 of its public record, which names the rows' leaves.
             * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
             */
            digest: string;
            /**
             * Format: int64
             * @description The log's entry of it.
             * @example 1
             */
            logIndex: number;
        };
        /** @description Some withdrawals of rows of a Datanet. */
        WithdrawalList: {
            /**
             * @description Those that were asked for.
             * @example [
             *       {
             *         "id": "1",
             *         "datanet": "1",
             *         "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
             *         "contributorName": "Ada",
             *         "takedown": "a text",
             *         "rows": 1,
             *         "timeMillis": 1790000000000,
             *         "state": "erasing",
             *         "digest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
             *         "logIndex": 1
             *       }
             *     ]
             */
            list: components["schemas"]["WithdrawalLine"][];
            /**
             * Format: int64
             * @description How many match in all.
             * @example 1
             */
            total: number;
        };
        /** @description What taking rows back would concern. Nothing has changed. */
        WithdrawalPreview: {
            /**
             * Format: int64
             * @description That would be gone.
             * @example 1
             */
            rows: number;
            /**
             * Format: int64
             * @description Rows of uploads that nobody signed, which would be forgotten too.
             * @example 1
             */
            unsigned: number;
            /**
             * @description Numbers of the published versions that have one of them; they keep its leaf.
             * @example [
             *       1
             *     ]
             */
            versions: number[];
            /**
             * @description That learnt one of them; they stay, and are marked.
             * @example [
             *       {
             *         "name": "a text",
             *         "version": 1,
             *         "run": "a2db20749583465f",
             *         "rows": 1
             *       }
             *     ]
             */
            models: components["schemas"]["WithdrawalPreviewLearntModel"][];
            /**
             * Format: int64
             * @description That name one of them; they go on verifying.
             * @example 1
             */
            receipts: number;
            /**
             * Format: int64
             * @description That show one of them; their question and answer would be erased.
             * @example 1
             */
            conversations: number;
            /**
             * Format: int64
             * @description What the rows earned, which stays paid. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            earnedGwei: number;
            /**
             * Format: int64
             * @description What waits for the end of an epoch, which is decided all the same. Unit: gwei, 10⁻⁹ of the chain's coin.
             * @example 120000
             */
            waitingGwei: number;
        };
        /** @description A model that learnt rows. */
        WithdrawalPreviewLearntModel: {
            /**
             * @description To ask it by.
             * @example a text
             */
            name: string;
            /**
             * Format: int64
             * @description Its number.
             * @example 1
             */
            version: number;
            /**
             * @description That trained it, where one of this node did.
             * @example a2db20749583465f
             */
            run?: string;
            /**
             * Format: int64
             * @description Of these that it learnt.
             * @example 1
             */
            rows: number;
        };
    };
    responses: {
        /** @description The request is not what the endpoint takes; the field is named. */
        OpenAiRefusal400: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OpenAiError"];
            };
        };
        /** @description The token is missing, unknown, or of another kind. */
        OpenAiRefusal401: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OpenAiError"];
            };
        };
        /** @description The payer's deposit does not cover the call. */
        OpenAiRefusal402: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OpenAiError"];
            };
        };
        /** @description The token is another account's, a right is missing, or a page of another site asks. */
        OpenAiRefusal403: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OpenAiError"];
            };
        };
        /** @description Nothing of this name is here. */
        OpenAiRefusal404: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OpenAiError"];
            };
        };
        /** @description It is here, but not in a state that allows the call. */
        OpenAiRefusal409: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OpenAiError"];
            };
        };
        /** @description The body is too long. */
        OpenAiRefusal413: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OpenAiError"];
            };
        };
        /** @description This caller asks too often, or has too much running; Retry-After says when to try again. */
        OpenAiRefusal429: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OpenAiError"];
            };
        };
        /** @description The node failed; its log has the request's id. */
        OpenAiRefusal500: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OpenAiError"];
            };
        };
        /** @description The node cannot do this now; Retry-After says when to try again. */
        OpenAiRefusal503: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OpenAiError"];
            };
        };
        /** @description The request is not what the endpoint takes; the field is named. */
        Refusal400: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The token is missing, unknown, or of another kind. */
        Refusal401: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The payer's deposit does not cover the call. */
        Refusal402: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The token is another account's, a right is missing, or a page of another site asks. */
        Refusal403: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Nothing of this name is here. */
        Refusal404: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description It is here, but not in a state that allows the call. */
        Refusal409: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description It was sent by a version of a protocol that the node does not speak. */
        Refusal412: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is too long. */
        Refusal413: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description This caller asks too often, or has too much running; Retry-After says when to try again. */
        Refusal429: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The node failed; its log has the request's id. */
        Refusal500: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The node cannot do this now; Retry-After says when to try again. */
        Refusal503: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    openAiModels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "object": "a text",
                     *       "data": [
                     *         {
                     *           "id": "1",
                     *           "object": "a text",
                     *           "created": 1790000000,
                     *           "owned_by": "a text",
                     *           "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "parent": "a text",
                     *           "max_model_len": 1,
                     *           "version": 1,
                     *           "price_gwei": 120000,
                     *           "licence": "CC-BY-4.0"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ServedModelList"];
                };
            };
            400: components["responses"]["OpenAiRefusal400"];
            401: components["responses"]["OpenAiRefusal401"];
            429: components["responses"]["OpenAiRefusal429"];
            500: components["responses"]["OpenAiRefusal500"];
            503: components["responses"]["OpenAiRefusal503"];
        };
    };
    openAiModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The model's name.
                 * @example kitchen-1
                 */
                model: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "object": "a text",
                     *       "created": 1790000000,
                     *       "owned_by": "a text",
                     *       "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "parent": "a text",
                     *       "max_model_len": 1,
                     *       "version": 1,
                     *       "price_gwei": 120000,
                     *       "licence": "CC-BY-4.0"
                     *     }
                     */
                    "application/json": components["schemas"]["ServedModelLine"];
                };
            };
            400: components["responses"]["OpenAiRefusal400"];
            401: components["responses"]["OpenAiRefusal401"];
            404: components["responses"]["OpenAiRefusal404"];
            429: components["responses"]["OpenAiRefusal429"];
            500: components["responses"]["OpenAiRefusal500"];
            503: components["responses"]["OpenAiRefusal503"];
        };
    };
    openAiChat: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The least support that is wanted of the answer, from 0 to 1: the same as 'support.minimum' of the body, for callers who cannot change it. Not beside it.
                 * @example 0.5
                 */
                "X-OpenLedger-Min-Support"?: string;
                /**
                 * @description Calls with the same key and the same request have one effect and one answer, for a day; with another request they are refused with 409. A stream comes again in one piece. Without a token the key says nothing.
                 * @example 5f0c7a52-0b0e-4f3b-9f43-6a3f0e3d8f10
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "model": "kitchen-1",
                 *       "messages": [
                 *         {
                 *           "role": "user",
                 *           "content": "What goes into a roux?",
                 *           "name": "a text",
                 *           "tool_calls": [
                 *             {
                 *               "index": 1,
                 *               "id": "1",
                 *               "type": "function",
                 *               "function": {
                 *                 "name": "a text",
                 *                 "arguments": "a text"
                 *               }
                 *             }
                 *           ],
                 *           "tool_call_id": "a text"
                 *         }
                 *       ],
                 *       "max_tokens": 1,
                 *       "max_completion_tokens": 64,
                 *       "logprobs": false,
                 *       "top_logprobs": 0,
                 *       "retrieval": {
                 *         "datanets": [
                 *           "1"
                 *         ],
                 *         "sources": 4,
                 *         "always": false
                 *       },
                 *       "support": {
                 *         "minimum": 0.5,
                 *         "otherwise": "We have nothing on that."
                 *       },
                 *       "tools": [
                 *         {
                 *           "type": "function",
                 *           "function": {
                 *             "name": "a text",
                 *             "description": "a text",
                 *             "parameters": {},
                 *             "strict": true
                 *           }
                 *         }
                 *       ],
                 *       "tool_choice": "a text",
                 *       "response_format": {
                 *         "type": "text",
                 *         "json_schema": {
                 *           "name": "a text",
                 *           "description": "a text",
                 *           "schema": {},
                 *           "strict": true
                 *         }
                 *       },
                 *       "temperature": 0,
                 *       "top_p": 1,
                 *       "presence_penalty": 0,
                 *       "frequency_penalty": 0,
                 *       "logit_bias": {
                 *         "17": -100
                 *       },
                 *       "n": 1,
                 *       "stop": [
                 *         "\n\n"
                 *       ],
                 *       "seed": 7,
                 *       "stream": false,
                 *       "stream_options": {
                 *         "include_usage": false
                 *       },
                 *       "top_k": 0,
                 *       "min_p": 0,
                 *       "repetition_penalty": 1,
                 *       "min_tokens": 0,
                 *       "ignore_eos": false,
                 *       "stop_token_ids": [
                 *         1
                 *       ],
                 *       "user": "user-17",
                 *       "safety_identifier": "a text",
                 *       "metadata": {
                 *         "batch": "7"
                 *       },
                 *       "store": true,
                 *       "service_tier": "a text",
                 *       "parallel_tool_calls": true,
                 *       "prompt_cache_key": "a text",
                 *       "prompt_cache_retention": "a text"
                 *     }
                 */
                "application/json": components["schemas"]["ChatRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "object": "chat.completion",
                     *       "created": 1790000000,
                     *       "model": "kitchen-1",
                     *       "choices": [
                     *         {
                     *           "index": 1,
                     *           "message": {
                     *             "role": "a text",
                     *             "content": "a text",
                     *             "tool_calls": [
                     *               {
                     *                 "index": 1,
                     *                 "id": "1",
                     *                 "type": "function",
                     *                 "function": {
                     *                   "name": "a text",
                     *                   "arguments": "a text"
                     *                 }
                     *               }
                     *             ]
                     *           },
                     *           "delta": {
                     *             "role": "a text",
                     *             "content": "a text",
                     *             "tool_calls": [
                     *               {
                     *                 "index": 1,
                     *                 "id": "1",
                     *                 "type": "function",
                     *                 "function": {
                     *                   "name": "a text",
                     *                   "arguments": "a text"
                     *                 }
                     *               }
                     *             ]
                     *           },
                     *           "text": "a text",
                     *           "logprobs": {
                     *             "content": [
                     *               {
                     *                 "token": "a text",
                     *                 "logprob": 0.5,
                     *                 "bytes": [
                     *                   1
                     *                 ],
                     *                 "top_logprobs": [
                     *                   {
                     *                     "token": "a text",
                     *                     "logprob": 0.5,
                     *                     "bytes": [
                     *                       1
                     *                     ]
                     *                   }
                     *                 ]
                     *               }
                     *             ]
                     *           },
                     *           "token_ids": [
                     *             1
                     *           ],
                     *           "finish_reason": "stop",
                     *           "receipt": "0f3c5a2e9b7d41688c1fa0d3b5e79246"
                     *         }
                     *       ],
                     *       "usage": {
                     *         "prompt_tokens": 1,
                     *         "completion_tokens": 1,
                     *         "total_tokens": 1,
                     *         "prompt_tokens_details": {
                     *           "cached_tokens": 1
                     *         }
                     *       },
                     *       "citations": [
                     *         {
                     *           "number": 1,
                     *           "datanet": "1",
                     *           "row": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *           "score": 0.5
                     *         }
                     *       ],
                     *       "retrieval": {
                     *         "left_out": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["CompletionAnswer"];
                    "text/event-stream": components["schemas"]["CompletionAnswer"];
                };
            };
            400: components["responses"]["OpenAiRefusal400"];
            401: components["responses"]["OpenAiRefusal401"];
            402: components["responses"]["OpenAiRefusal402"];
            403: components["responses"]["OpenAiRefusal403"];
            404: components["responses"]["OpenAiRefusal404"];
            409: components["responses"]["OpenAiRefusal409"];
            413: components["responses"]["OpenAiRefusal413"];
            429: components["responses"]["OpenAiRefusal429"];
            500: components["responses"]["OpenAiRefusal500"];
            503: components["responses"]["OpenAiRefusal503"];
        };
    };
    openAiCompletion: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The least support that is wanted of the answer, from 0 to 1: the same as 'support.minimum' of the body, for callers who cannot change it. Not beside it.
                 * @example 0.5
                 */
                "X-OpenLedger-Min-Support"?: string;
                /**
                 * @description Calls with the same key and the same request have one effect and one answer, for a day; with another request they are refused with 409. A stream comes again in one piece. Without a token the key says nothing.
                 * @example 5f0c7a52-0b0e-4f3b-9f43-6a3f0e3d8f10
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "model": "kitchen-1",
                 *       "prompt": "A roux is",
                 *       "max_tokens": 16,
                 *       "logprobs": 1,
                 *       "return_token_ids": false,
                 *       "echo": false,
                 *       "support": {
                 *         "minimum": 0.5,
                 *         "otherwise": "We have nothing on that."
                 *       },
                 *       "temperature": 0,
                 *       "top_p": 1,
                 *       "presence_penalty": 0,
                 *       "frequency_penalty": 0,
                 *       "logit_bias": {
                 *         "17": -100
                 *       },
                 *       "n": 1,
                 *       "stop": [
                 *         "\n\n"
                 *       ],
                 *       "seed": 7,
                 *       "stream": false,
                 *       "stream_options": {
                 *         "include_usage": false
                 *       },
                 *       "top_k": 0,
                 *       "min_p": 0,
                 *       "repetition_penalty": 1,
                 *       "min_tokens": 0,
                 *       "ignore_eos": false,
                 *       "stop_token_ids": [
                 *         1
                 *       ],
                 *       "user": "user-17",
                 *       "safety_identifier": "a text",
                 *       "metadata": {
                 *         "batch": "7"
                 *       },
                 *       "store": true,
                 *       "service_tier": "a text",
                 *       "parallel_tool_calls": true,
                 *       "prompt_cache_key": "a text",
                 *       "prompt_cache_retention": "a text"
                 *     }
                 */
                "application/json": components["schemas"]["CompletionRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "object": "chat.completion",
                     *       "created": 1790000000,
                     *       "model": "kitchen-1",
                     *       "choices": [
                     *         {
                     *           "index": 1,
                     *           "message": {
                     *             "role": "a text",
                     *             "content": "a text",
                     *             "tool_calls": [
                     *               {
                     *                 "index": 1,
                     *                 "id": "1",
                     *                 "type": "function",
                     *                 "function": {
                     *                   "name": "a text",
                     *                   "arguments": "a text"
                     *                 }
                     *               }
                     *             ]
                     *           },
                     *           "delta": {
                     *             "role": "a text",
                     *             "content": "a text",
                     *             "tool_calls": [
                     *               {
                     *                 "index": 1,
                     *                 "id": "1",
                     *                 "type": "function",
                     *                 "function": {
                     *                   "name": "a text",
                     *                   "arguments": "a text"
                     *                 }
                     *               }
                     *             ]
                     *           },
                     *           "text": "a text",
                     *           "logprobs": {
                     *             "content": [
                     *               {
                     *                 "token": "a text",
                     *                 "logprob": 0.5,
                     *                 "bytes": [
                     *                   1
                     *                 ],
                     *                 "top_logprobs": [
                     *                   {
                     *                     "token": "a text",
                     *                     "logprob": 0.5,
                     *                     "bytes": [
                     *                       1
                     *                     ]
                     *                   }
                     *                 ]
                     *               }
                     *             ]
                     *           },
                     *           "token_ids": [
                     *             1
                     *           ],
                     *           "finish_reason": "stop",
                     *           "receipt": "0f3c5a2e9b7d41688c1fa0d3b5e79246"
                     *         }
                     *       ],
                     *       "usage": {
                     *         "prompt_tokens": 1,
                     *         "completion_tokens": 1,
                     *         "total_tokens": 1,
                     *         "prompt_tokens_details": {
                     *           "cached_tokens": 1
                     *         }
                     *       },
                     *       "citations": [
                     *         {
                     *           "number": 1,
                     *           "datanet": "1",
                     *           "row": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *           "score": 0.5
                     *         }
                     *       ],
                     *       "retrieval": {
                     *         "left_out": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["CompletionAnswer"];
                    "text/event-stream": components["schemas"]["CompletionAnswer"];
                };
            };
            400: components["responses"]["OpenAiRefusal400"];
            401: components["responses"]["OpenAiRefusal401"];
            402: components["responses"]["OpenAiRefusal402"];
            403: components["responses"]["OpenAiRefusal403"];
            404: components["responses"]["OpenAiRefusal404"];
            409: components["responses"]["OpenAiRefusal409"];
            413: components["responses"]["OpenAiRefusal413"];
            429: components["responses"]["OpenAiRefusal429"];
            500: components["responses"]["OpenAiRefusal500"];
            503: components["responses"]["OpenAiRefusal503"];
        };
    };
    openAiLoadLora: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "lora_name": "kitchen-1",
                 *       "lora_path": "kitchen-1"
                 *     }
                 */
                "application/json": components["schemas"]["LoraToLoad"];
            };
        };
        responses: {
            /** @description That it is done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": unknown;
                };
            };
            400: components["responses"]["OpenAiRefusal400"];
            401: components["responses"]["OpenAiRefusal401"];
            403: components["responses"]["OpenAiRefusal403"];
            404: components["responses"]["OpenAiRefusal404"];
            409: components["responses"]["OpenAiRefusal409"];
            413: components["responses"]["OpenAiRefusal413"];
            429: components["responses"]["OpenAiRefusal429"];
            500: components["responses"]["OpenAiRefusal500"];
            503: components["responses"]["OpenAiRefusal503"];
        };
    };
    openAiUnloadLora: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "lora_name": "kitchen-1"
                 *     }
                 */
                "application/json": components["schemas"]["LoraToUnload"];
            };
        };
        responses: {
            /** @description That it is done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": unknown;
                };
            };
            400: components["responses"]["OpenAiRefusal400"];
            401: components["responses"]["OpenAiRefusal401"];
            403: components["responses"]["OpenAiRefusal403"];
            404: components["responses"]["OpenAiRefusal404"];
            409: components["responses"]["OpenAiRefusal409"];
            413: components["responses"]["OpenAiRefusal413"];
            429: components["responses"]["OpenAiRefusal429"];
            500: components["responses"]["OpenAiRefusal500"];
            503: components["responses"]["OpenAiRefusal503"];
        };
    };
    openAiTokenize: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "model": "kitchen-1",
                 *       "prompt": "A roux is",
                 *       "add_special_tokens": true,
                 *       "messages": [
                 *         {
                 *           "role": "user",
                 *           "content": "What goes into a roux?",
                 *           "name": "a text",
                 *           "tool_calls": [
                 *             {
                 *               "index": 1,
                 *               "id": "1",
                 *               "type": "function",
                 *               "function": {
                 *                 "name": "a text",
                 *                 "arguments": "a text"
                 *               }
                 *             }
                 *           ],
                 *           "tool_call_id": "a text"
                 *         }
                 *       ],
                 *       "tools": [
                 *         {
                 *           "type": "function",
                 *           "function": {
                 *             "name": "a text",
                 *             "description": "a text",
                 *             "parameters": {},
                 *             "strict": true
                 *           }
                 *         }
                 *       ],
                 *       "add_generation_prompt": true
                 *     }
                 */
                "application/json": components["schemas"]["TokenizeRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 1,
                     *       "max_model_len": 1,
                     *       "tokens": [
                     *         1
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    openAiDetokenize: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "model": "kitchen-1",
                 *       "tokens": [
                 *         1
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["DetokenizeRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "prompt": "a text"
                     *     }
                     */
                    "application/json": components["schemas"]["DetokenizedText"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    responsesResponses: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The least support that is wanted of the answer, from 0 to 1: the same as 'support.minimum' of the body, for callers who cannot change it. Not beside it.
                 * @example 0.5
                 */
                "X-OpenLedger-Min-Support"?: string;
                /**
                 * @description Calls with the same key and the same request have one effect and one answer, for a day; with another request they are refused with 409. A stream comes again in one piece. Without a token the key says nothing.
                 * @example 5f0c7a52-0b0e-4f3b-9f43-6a3f0e3d8f10
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "model": "kitchen-1",
                 *       "input": "What goes into a roux?",
                 *       "instructions": "a text",
                 *       "max_output_tokens": 1,
                 *       "temperature": 1,
                 *       "top_p": 1,
                 *       "stream": false,
                 *       "text": {
                 *         "format": {
                 *           "type": "text",
                 *           "name": "a text",
                 *           "schema": {},
                 *           "description": "a text",
                 *           "strict": true
                 *         }
                 *       },
                 *       "tools": [
                 *         {
                 *           "type": "function",
                 *           "name": "a text",
                 *           "description": "a text",
                 *           "parameters": {},
                 *           "strict": true
                 *         }
                 *       ],
                 *       "tool_choice": "a text",
                 *       "parallel_tool_calls": true,
                 *       "support": {
                 *         "minimum": 0.5,
                 *         "otherwise": "We have nothing on that."
                 *       },
                 *       "user": "user-17",
                 *       "safety_identifier": "a text",
                 *       "metadata": {
                 *         "batch": "7"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ResponsesRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "object": "response",
                     *       "created_at": 1,
                     *       "status": "in_progress",
                     *       "incomplete_details": {
                     *         "reason": "a text"
                     *       },
                     *       "model": "kitchen-1",
                     *       "output": [
                     *         {
                     *           "id": "1",
                     *           "type": "message",
                     *           "status": "in_progress",
                     *           "role": "a text",
                     *           "content": [
                     *             {
                     *               "type": "output_text",
                     *               "text": "a text",
                     *               "annotations": [
                     *                 "a text"
                     *               ]
                     *             }
                     *           ],
                     *           "call_id": "a text",
                     *           "name": "a text",
                     *           "arguments": "a text"
                     *         }
                     *       ],
                     *       "parallel_tool_calls": true,
                     *       "tool_choice": "a text",
                     *       "tools": [
                     *         {
                     *           "type": "function",
                     *           "name": "a text",
                     *           "description": "a text",
                     *           "parameters": {},
                     *           "strict": true
                     *         }
                     *       ],
                     *       "usage": {
                     *         "input_tokens": 1,
                     *         "input_tokens_details": {
                     *           "cached_tokens": 1
                     *         },
                     *         "output_tokens": 1,
                     *         "output_tokens_details": {
                     *           "reasoning_tokens": 1
                     *         },
                     *         "total_tokens": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ResponseObject"];
                    "text/event-stream": components["schemas"]["ResponseEvent"];
                };
            };
            400: components["responses"]["OpenAiRefusal400"];
            401: components["responses"]["OpenAiRefusal401"];
            402: components["responses"]["OpenAiRefusal402"];
            403: components["responses"]["OpenAiRefusal403"];
            404: components["responses"]["OpenAiRefusal404"];
            409: components["responses"]["OpenAiRefusal409"];
            413: components["responses"]["OpenAiRefusal413"];
            429: components["responses"]["OpenAiRefusal429"];
            500: components["responses"]["OpenAiRefusal500"];
            503: components["responses"]["OpenAiRefusal503"];
        };
    };
    datanetList: {
        parameters: {
            query?: {
                /**
                 * @description Text that they contain.
                 * @example a text
                 */
                q?: string;
                /**
                 * @description The licence that they are under.
                 * @example CC-BY-4.0
                 */
                licence?: string;
                /**
                 * @description The kind of their rows.
                 * @example INSTRUCTION
                 */
                schema?: "INSTRUCTION" | "TEXT" | "PREFERENCE" | "CHAT" | "LABEL";
                /**
                 * @description The address that owns them.
                 * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
                 */
                owner?: string;
                /**
                 * @description Their order; a minus stands before what comes largest first.
                 * @example name
                 */
                sort?: "name" | "-name" | "licence" | "-licence" | "owner" | "-owner" | "rowsAccepted" | "-rowsAccepted" | "contributors" | "-contributors" | "latestVersion" | "-latestVersion";
                /**
                 * @description How many to leave out before.
                 * @example 0
                 */
                offset?: number;
                /**
                 * @description How many at most.
                 * @example 100
                 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "id": "1",
                     *           "token": "a text",
                     *           "name": "a text",
                     *           "owner": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *           "ownerName": "Ada",
                     *           "schema": "INSTRUCTION",
                     *           "licence": "CC-BY-4.0",
                     *           "rowsSubmitted": 1,
                     *           "rowsAccepted": 1,
                     *           "contributors": 1,
                     *           "latestVersion": 1,
                     *           "chainState": "a text"
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["DatanetList"];
                };
            };
            400: components["responses"]["Refusal400"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    datanetCreate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "owner": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                 *       "name": "Kitchen questions",
                 *       "schema": "INSTRUCTION",
                 *       "licence": "CC-BY-4.0",
                 *       "terms": "Rows may be used to train models."
                 *     }
                 */
                "application/json": components["schemas"]["NewDatanet"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "token": "a text",
                     *       "name": "a text",
                     *       "owner": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "ownerName": "Ada",
                     *       "schema": "INSTRUCTION",
                     *       "licence": "CC-BY-4.0",
                     *       "rowsSubmitted": 1,
                     *       "rowsAccepted": 1,
                     *       "contributors": 1,
                     *       "latestVersion": 1,
                     *       "chainState": "a text"
                     *     }
                     */
                    "application/json": components["schemas"]["DatanetLine"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    datanetShow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The Datanet's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "token": "a text",
                     *       "name": "a text",
                     *       "owner": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "ownerName": "Ada",
                     *       "schema": "INSTRUCTION",
                     *       "licence": "CC-BY-4.0",
                     *       "rowsSubmitted": 1,
                     *       "rowsAccepted": 1,
                     *       "contributors": 1,
                     *       "latestVersion": 1,
                     *       "chainState": "a text",
                     *       "terms": "a text",
                     *       "termsDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "commonsAccount": "a text",
                     *       "publishedRows": 1
                     *     }
                     */
                    "application/json": components["schemas"]["DatanetDetail"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    datanetRows: {
        parameters: {
            query?: {
                /**
                 * @description Text that they contain.
                 * @example a text
                 */
                q?: string;
                /**
                 * @description The address that gave them.
                 * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
                 */
                contributor?: string;
                /**
                 * @description Their order; a minus stands before what comes largest first.
                 * @example contributor
                 */
                sort?: "contributor" | "-contributor" | "position" | "-position";
                /**
                 * @description How many to leave out before.
                 * @example 0
                 */
                offset?: number;
                /**
                 * @description How many at most.
                 * @example 100
                 */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The Datanet's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "text": "a text",
                     *           "metadata": {
                     *             "source": "own notes"
                     *           },
                     *           "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *           "contributorName": "Ada",
                     *           "datanet": "1",
                     *           "datanetName": "Kitchen questions",
                     *           "version": 1,
                     *           "position": 1,
                     *           "licence": "CC-BY-4.0",
                     *           "status": "a text",
                     *           "reason": "a text",
                     *           "leader": "a text",
                     *           "earnedGwei": 120000
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["RowList"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    datanetContributions: {
        parameters: {
            query?: {
                /**
                 * @description Text that they contain.
                 * @example a text
                 */
                q?: string;
                /**
                 * @description How far they are.
                 * @example screening
                 */
                state?: "screening" | "empty" | "screened" | "expired" | "signed" | "reviewed";
                /**
                 * @description The address that gave them.
                 * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
                 */
                contributor?: string;
                /**
                 * @description Their order; a minus stands before what comes largest first.
                 * @example contributor
                 */
                sort?: "contributor" | "-contributor" | "state" | "-state" | "rowsSubmitted" | "-rowsSubmitted" | "rowsPassed" | "-rowsPassed" | "rowsAccepted" | "-rowsAccepted" | "timeMillis" | "-timeMillis";
                /**
                 * @description How many to leave out before.
                 * @example 0
                 */
                offset?: number;
                /**
                 * @description How many at most.
                 * @example 50
                 */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The Datanet's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "id": "1",
                     *           "datanet": "1",
                     *           "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *           "contributorName": "Ada",
                     *           "timeMillis": 1790000000000,
                     *           "state": "screening",
                     *           "rowsSubmitted": 1,
                     *           "rowsPassed": 1,
                     *           "rowsAccepted": 1,
                     *           "rowsRejected": 1,
                     *           "rowsHeld": 1,
                     *           "rowsUnseen": 1,
                     *           "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "chainState": "a text",
                     *           "file": "a text",
                     *           "mapping": "a text",
                     *           "statement": {
                     *             "description": "Questions that guests asked in our kitchen",
                     *             "language": "en, fr",
                     *             "collection": "Written down by hand between May and July 2026",
                     *             "personalData": "None: nobody is named",
                     *             "contact": "ada@example.org"
                     *           },
                     *           "rowsWithdrawn": 1,
                     *           "decidedBy": "owner",
                     *           "quorum": 1,
                     *           "votesEndMillis": 1790000000000,
                     *           "awaitsAnswer": true
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ContributionList"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    datanetContribute: {
        parameters: {
            query: {
                /**
                 * @description Their address.
                 * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
                 */
                contributor: string;
                /**
                 * @description Which column each field is taken from, such as `instruction=question,response=answer`.
                 * @example a text
                 */
                map?: string;
                /**
                 * @description Of the file's text, such as `windows-1252`.
                 * @example a text
                 */
                encoding?: string;
                /**
                 * @description What of a plain text is one row.
                 * @example document
                 */
                unit?: "document" | "heading" | "paragraph" | "line";
                /**
                 * @description Whether what is nearly JSON is read too: single quotes, commas too many, comments, keys without quotes.
                 * @example true
                 */
                repair?: boolean;
                /**
                 * @description Whether placeholders take the place of secrets and personal data.
                 * @example true
                 */
                redact?: boolean;
                /**
                 * @description The leaf of the row that the file's only row is to replace.
                 * @example a text
                 */
                corrects?: string;
                /**
                 * @description The id of a file that was sent in pieces; the body is empty then.
                 * @example a text
                 */
                upload?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The Datanet's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        /** @description The file: JSON lines, a JSON list, objects one after the other, CSV, TSV, Parquet, plain text or Markdown; as it is or in gzip, zstd, zip or tar. Its kind is found by its content. */
        requestBody: {
            content: {
                "application/octet-stream": unknown;
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "datanet": "1",
                     *       "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "state": "screened",
                     *       "rowsSubmitted": 1,
                     *       "rowsPassed": 1,
                     *       "rowsAccepted": 1,
                     *       "rowsRejected": 1,
                     *       "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "timeMillis": 1790000000000,
                     *       "file": "a text",
                     *       "mapping": "a text",
                     *       "typedData": {}
                     *     }
                     */
                    "application/json": components["schemas"]["ScreenedContribution"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    datanetVersions: {
        parameters: {
            query?: {
                /**
                 * @description Text that they contain.
                 * @example a text
                 */
                q?: string;
                /**
                 * @description Their order; a minus stands before what comes largest first.
                 * @example number
                 */
                sort?: "number" | "-number" | "rows" | "-rows" | "timeMillis" | "-timeMillis";
                /**
                 * @description How many to leave out before.
                 * @example 0
                 */
                offset?: number;
                /**
                 * @description How many at most.
                 * @example 50
                 */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The Datanet's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "number": 1,
                     *           "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "rows": 1,
                     *           "timeMillis": 1790000000000,
                     *           "chainState": "a text",
                     *           "note": "a text"
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["VersionList"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    datanetPublish: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The Datanet's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "number": 1,
                 *       "signature": "0x4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b14c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b11b",
                 *       "note": "a text"
                 *     }
                 */
                "application/json": components["schemas"]["VersionSignature"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "number": 1,
                     *       "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "rows": 1,
                     *       "timeMillis": 1790000000000,
                     *       "chainState": "a text",
                     *       "note": "a text"
                     *     }
                     */
                    "application/json": components["schemas"]["VersionLine"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    datanetGiven: {
        parameters: {
            query?: {
                /**
                 * @description Text that they contain.
                 * @example a text
                 */
                q?: string;
                /**
                 * @description How far they are.
                 * @example screening
                 */
                state?: "screening" | "empty" | "screened" | "expired" | "signed" | "reviewed";
                /**
                 * @description The Datanet's number.
                 * @example 1
                 */
                datanet?: string;
                /**
                 * @description The address that gave them.
                 * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
                 */
                contributor?: string;
                /**
                 * @description Their order; a minus stands before what comes largest first.
                 * @example datanet
                 */
                sort?: "datanet" | "-datanet" | "contributor" | "-contributor" | "state" | "-state" | "rowsSubmitted" | "-rowsSubmitted" | "rowsPassed" | "-rowsPassed" | "rowsAccepted" | "-rowsAccepted" | "timeMillis" | "-timeMillis";
                /**
                 * @description How many to leave out before.
                 * @example 0
                 */
                offset?: number;
                /**
                 * @description How many at most.
                 * @example 50
                 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "id": "1",
                     *           "datanet": "1",
                     *           "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *           "contributorName": "Ada",
                     *           "timeMillis": 1790000000000,
                     *           "state": "screening",
                     *           "rowsSubmitted": 1,
                     *           "rowsPassed": 1,
                     *           "rowsAccepted": 1,
                     *           "rowsRejected": 1,
                     *           "rowsHeld": 1,
                     *           "rowsUnseen": 1,
                     *           "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "chainState": "a text",
                     *           "file": "a text",
                     *           "mapping": "a text",
                     *           "statement": {
                     *             "description": "Questions that guests asked in our kitchen",
                     *             "language": "en, fr",
                     *             "collection": "Written down by hand between May and July 2026",
                     *             "personalData": "None: nobody is named",
                     *             "contact": "ada@example.org"
                     *           },
                     *           "rowsWithdrawn": 1,
                     *           "decidedBy": "owner",
                     *           "quorum": 1,
                     *           "votesEndMillis": 1790000000000,
                     *           "awaitsAnswer": true
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ContributionList"];
                };
            };
            400: components["responses"]["Refusal400"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    datanetRejected: {
        parameters: {
            query?: {
                /**
                 * @description Text that they contain.
                 * @example a text
                 */
                q?: string;
                /**
                 * @description The code of why.
                 * @example malformed-json
                 */
                reason?: "malformed-json" | "bad-utf8" | "too-long" | "too-deep" | "duplicate-key" | "wrong-schema" | "bad-text" | "empty" | "too-many-rows" | "exact-duplicate" | "near-duplicate" | "contained" | "variant" | "correction" | "elsewhere" | "secret" | "personal-data" | "review" | "chain-refused";
                /**
                 * @description Their order; a minus stands before what comes largest first.
                 * @example line
                 */
                sort?: "line" | "-line" | "reason" | "-reason";
                /**
                 * @description How many to leave out before.
                 * @example 0
                 */
                offset?: number;
                /**
                 * @description How many at most.
                 * @example 50
                 */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The contribution's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "line": 1,
                     *           "reason": "a text",
                     *           "detail": "a text",
                     *           "leader": "a text"
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["RejectedLines"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    datanetCredit: {
        parameters: {
            query: {
                /**
                 * @description Text that they contain.
                 * @example a text
                 */
                q?: string;
                /**
                 * @description Which rows there are, and the order where no other is asked for: what they earned, how often they are repeated, or how much they lowered answers; most first.
                 * @example earned
                 */
                order: "earned" | "repeated" | "lowered";
                /**
                 * @description The address that gave them.
                 * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
                 */
                contributor?: string;
                /**
                 * @description Their order; a minus stands before what comes largest first.
                 * @example answers
                 */
                sort?: "answers" | "-answers" | "quotedAnswers" | "-quotedAnswers" | "earnedGwei" | "-earnedGwei" | "waitingGwei" | "-waitingGwei" | "copies" | "-copies" | "places" | "-places" | "loweredAnswers" | "-loweredAnswers" | "loweredSurely" | "-loweredSurely" | "loweredMicronats" | "-loweredMicronats";
                /**
                 * @description How many to leave out before.
                 * @example 0
                 */
                offset?: number;
                /**
                 * @description How many at most.
                 * @example 20
                 */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The Datanet's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "receipts": 1,
                     *       "rows": 1,
                     *       "list": [
                     *         {
                     *           "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "answers": 1,
                     *           "earnedGwei": 120000,
                     *           "waitingGwei": 120000,
                     *           "loweredAnswers": 1,
                     *           "loweredSurely": 1,
                     *           "loweredMicronats": 1,
                     *           "quotedAnswers": 1,
                     *           "places": 1,
                     *           "copies": 1,
                     *           "row": {
                     *             "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *             "text": "a text",
                     *             "metadata": {
                     *               "source": "own notes"
                     *             },
                     *             "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *             "contributorName": "Ada",
                     *             "datanet": "1",
                     *             "datanetName": "Kitchen questions",
                     *             "version": 1,
                     *             "position": 1,
                     *             "licence": "CC-BY-4.0",
                     *             "status": "a text",
                     *             "reason": "a text",
                     *             "leader": "a text",
                     *             "earnedGwei": 120000
                     *           }
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["DatanetCredit"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    datanetPreview: {
        parameters: {
            query: {
                /**
                 * @description Their address.
                 * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
                 */
                contributor: string;
                /**
                 * @description Which column each field is taken from, such as `instruction=question,response=answer`.
                 * @example a text
                 */
                map?: string;
                /**
                 * @description Of the file's text, such as `windows-1252`.
                 * @example a text
                 */
                encoding?: string;
                /**
                 * @description What of a plain text is one row.
                 * @example document
                 */
                unit?: "document" | "heading" | "paragraph" | "line";
                /**
                 * @description Whether what is nearly JSON is read too: single quotes, commas too many, comments, keys without quotes.
                 * @example true
                 */
                repair?: boolean;
                /**
                 * @description Whether placeholders take the place of secrets and personal data.
                 * @example true
                 */
                redact?: boolean;
                /**
                 * @description The leaf of the row that the file's only row is to replace.
                 * @example a text
                 */
                corrects?: string;
                /**
                 * @description The id of a file that was sent in pieces; the body is empty then.
                 * @example a text
                 */
                upload?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The Datanet's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        /** @description The file: JSON lines, a JSON list, objects one after the other, CSV, TSV, Parquet, plain text or Markdown; as it is or in gzip, zstd, zip or tar. Its kind is found by its content. */
        requestBody: {
            content: {
                "application/octet-stream": unknown;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "kind": "CSV with semicolons, windows-1252 (guessed)",
                     *       "shape": "Alpaca",
                     *       "mapping": {
                     *         "instruction": "question",
                     *         "response": "answer"
                     *       },
                     *       "problem": "a text",
                     *       "columns": [
                     *         "a text"
                     *       ],
                     *       "fields": [
                     *         "a text"
                     *       ],
                     *       "rowsRead": 1,
                     *       "rowsPassed": 1,
                     *       "rowsHeld": 1,
                     *       "rowsRefused": 1,
                     *       "repairable": 1,
                     *       "samples": [
                     *         {
                     *           "line": 1,
                     *           "before": "a text",
                     *           "after": "a text"
                     *         }
                     *       ],
                     *       "refused": [
                     *         {
                     *           "line": 1,
                     *           "reason": "a text",
                     *           "detail": "a text",
                     *           "text": "a text"
                     *         }
                     *       ],
                     *       "related": [
                     *         {
                     *           "line": 1,
                     *           "relation": "a text",
                     *           "detail": "a text",
                     *           "row": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
                     *         }
                     *       ],
                     *       "privates": [
                     *         {
                     *           "line": 1,
                     *           "kind": "a text",
                     *           "what": "a text",
                     *           "field": "a text",
                     *           "character": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ContributionPreview"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    datanetDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The Datanet's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "note": "Adds 120 questions about bread"
                 *     }
                 */
                "application/json": components["schemas"]["VersionNote"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "number": 1,
                     *       "typedData": {}
                     *     }
                     */
                    "application/json": components["schemas"]["VersionDraft"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    datanetContributionShow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The contribution's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "datanet": "1",
                     *       "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "contributorName": "Ada",
                     *       "timeMillis": 1790000000000,
                     *       "state": "screening",
                     *       "rowsSubmitted": 1,
                     *       "rowsPassed": 1,
                     *       "rowsAccepted": 1,
                     *       "rowsRejected": 1,
                     *       "rowsHeld": 1,
                     *       "rowsUnseen": 1,
                     *       "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "chainState": "a text",
                     *       "file": "a text",
                     *       "mapping": "a text",
                     *       "statement": {
                     *         "description": "Questions that guests asked in our kitchen",
                     *         "language": "en, fr",
                     *         "collection": "Written down by hand between May and July 2026",
                     *         "personalData": "None: nobody is named",
                     *         "contact": "ada@example.org"
                     *       },
                     *       "rowsWithdrawn": 1,
                     *       "decidedBy": "owner",
                     *       "quorum": 1,
                     *       "votesEndMillis": 1790000000000,
                     *       "awaitsAnswer": true
                     *     }
                     */
                    "application/json": components["schemas"]["ContributionLine"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    datanetContributionToSign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The contribution's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "typedData": {},
                     *       "terms": "a text",
                     *       "licence": "CC-BY-4.0",
                     *       "licenceSays": [
                     *         "a text"
                     *       ],
                     *       "deadlineSeconds": 1790000000
                     *     }
                     */
                    "application/json": components["schemas"]["ContributionToSign"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    datanetContributionSign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The contribution's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "signature": "0x4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b14c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b11b"
                 *     }
                 */
                "application/json": components["schemas"]["ContributionSignature"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "datanet": "1",
                     *       "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "contributorName": "Ada",
                     *       "timeMillis": 1790000000000,
                     *       "state": "screening",
                     *       "rowsSubmitted": 1,
                     *       "rowsPassed": 1,
                     *       "rowsAccepted": 1,
                     *       "rowsRejected": 1,
                     *       "rowsHeld": 1,
                     *       "rowsUnseen": 1,
                     *       "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "chainState": "a text",
                     *       "file": "a text",
                     *       "mapping": "a text",
                     *       "statement": {
                     *         "description": "Questions that guests asked in our kitchen",
                     *         "language": "en, fr",
                     *         "collection": "Written down by hand between May and July 2026",
                     *         "personalData": "None: nobody is named",
                     *         "contact": "ada@example.org"
                     *       },
                     *       "rowsWithdrawn": 1,
                     *       "decidedBy": "owner",
                     *       "quorum": 1,
                     *       "votesEndMillis": 1790000000000,
                     *       "awaitsAnswer": true
                     *     }
                     */
                    "application/json": components["schemas"]["ContributionLine"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    datanetContributionState: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The contribution's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "description": "Questions that guests asked in our kitchen",
                 *       "language": "en, fr",
                 *       "collection": "Written down by hand between May and July 2026",
                 *       "personalData": "None: nobody is named",
                 *       "contact": "ada@example.org"
                 *     }
                 */
                "application/json": components["schemas"]["CollectionStatement"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "statement": {
                     *         "description": "Questions that guests asked in our kitchen",
                     *         "language": "en, fr",
                     *         "collection": "Written down by hand between May and July 2026",
                     *         "personalData": "None: nobody is named",
                     *         "contact": "ada@example.org"
                     *       },
                     *       "typedData": {}
                     *     }
                     */
                    "application/json": components["schemas"]["ContributionStatement"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    datanetContributionReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The contribution's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "accept": true,
                 *       "reason": "a text",
                 *       "rejectRows": [
                 *         4,
                 *         17
                 *       ],
                 *       "acceptRows": [
                 *         2,
                 *         3
                 *       ],
                 *       "rest": "accept",
                 *       "unseen": true,
                 *       "by": "a text"
                 *     }
                 */
                "application/json": components["schemas"]["ContributionReview"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "datanet": "1",
                     *       "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "contributorName": "Ada",
                     *       "timeMillis": 1790000000000,
                     *       "state": "screening",
                     *       "rowsSubmitted": 1,
                     *       "rowsPassed": 1,
                     *       "rowsAccepted": 1,
                     *       "rowsRejected": 1,
                     *       "rowsHeld": 1,
                     *       "rowsUnseen": 1,
                     *       "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "chainState": "a text",
                     *       "file": "a text",
                     *       "mapping": "a text",
                     *       "statement": {
                     *         "description": "Questions that guests asked in our kitchen",
                     *         "language": "en, fr",
                     *         "collection": "Written down by hand between May and July 2026",
                     *         "personalData": "None: nobody is named",
                     *         "contact": "ada@example.org"
                     *       },
                     *       "rowsWithdrawn": 1,
                     *       "decidedBy": "owner",
                     *       "quorum": 1,
                     *       "votesEndMillis": 1790000000000,
                     *       "awaitsAnswer": true
                     *     }
                     */
                    "application/json": components["schemas"]["ContributionLine"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    datanetRow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The row's leaf, 64 hexadecimal digits.
                 * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
                 */
                leaf: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "text": "a text",
                     *       "metadata": {
                     *         "source": "own notes"
                     *       },
                     *       "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "contributorName": "Ada",
                     *       "datanet": "1",
                     *       "datanetName": "Kitchen questions",
                     *       "version": 1,
                     *       "position": 1,
                     *       "licence": "CC-BY-4.0",
                     *       "status": "a text",
                     *       "reason": "a text",
                     *       "leader": "a text",
                     *       "earnedGwei": 120000
                     *     }
                     */
                    "application/json": components["schemas"]["RowView"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    datanetUses: {
        parameters: {
            query?: {
                /**
                 * @description Text that they contain.
                 * @example a text
                 */
                q?: string;
                /**
                 * @description The model that answered.
                 * @example kitchen-1
                 */
                model?: string;
                /**
                 * @description Their order; a minus stands before what comes largest first.
                 * @example model
                 */
                sort?: "model" | "-model" | "scorePpm" | "-scorePpm" | "paidGwei" | "-paidGwei" | "waitingGwei" | "-waitingGwei" | "timeMillis" | "-timeMillis";
                /**
                 * @description How many to leave out before.
                 * @example 0
                 */
                offset?: number;
                /**
                 * @description How many at most.
                 * @example 20
                 */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The row's leaf, 64 hexadecimal digits.
                 * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
                 */
                leaf: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "receipt": "0f3c5a2e9b7d41688c1fa0d3b5e79246",
                     *           "timeMillis": 1790000000000,
                     *           "model": "kitchen-1",
                     *           "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *           "scorePpm": 250000,
                     *           "paidGwei": 120000,
                     *           "waitingGwei": 120000
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["RowUses"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    reviewRows: {
        parameters: {
            query?: {
                /**
                 * @description Text that they contain, or that is said of them.
                 * @example a text
                 */
                q?: string;
                /**
                 * @description The code of what was found in them.
                 * @example none
                 */
                reason?: "none" | "near-duplicate" | "contained" | "variant" | "correction" | "elsewhere" | "exact-duplicate" | "secret" | "personal-data" | "review" | "chain-refused";
                /**
                 * @description What became of them: held ones wait for the owner's own word, waiting ones for a review.
                 * @example waiting
                 */
                state?: "waiting" | "held" | "accepted" | "refused" | "withdrawn";
                /**
                 * @description Their order; a minus stands before what comes largest first. In the order `sample` the first n are a random sample, always the same.
                 * @example line
                 */
                sort?: "line" | "-line" | "reason" | "-reason" | "sample" | "-sample";
                /**
                 * @description For whom, among those that the caller acts for: rows that are shown count as seen by them; the caller where this is absent.
                 * @example a text
                 */
                by?: string;
                /**
                 * @description How many to leave out before.
                 * @example 0
                 */
                offset?: number;
                /**
                 * @description How many at most.
                 * @example 50
                 */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The contribution's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "line": 1,
                     *           "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "state": "waiting",
                     *           "reason": "a text",
                     *           "detail": "a text",
                     *           "text": "a text",
                     *           "metadata": {
                     *             "source": "own notes"
                     *           },
                     *           "corrects": "a text",
                     *           "seenMillis": 1790000000000,
                     *           "unseen": [
                     *             {
                     *               "character": 1,
                     *               "code": "U+200B",
                     *               "name": "ZERO WIDTH SPACE"
                     *             }
                     *           ],
                     *           "appealed": true,
                     *           "votes": [
                     *             {
                     *               "reviewer": "a text",
                     *               "vote": "accept",
                     *               "why": "a text"
                     *             }
                     *           ],
                     *           "nearest": {
                     *             "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *             "datanet": "1",
                     *             "changes": [
                     *               {
                     *                 "kind": "same",
                     *                 "text": "a text"
                     *               }
                     *             ]
                     *           }
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ReviewRows"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    reviewAlike: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The contribution's number.
                 * @example 1
                 */
                id: number;
                /**
                 * @description The row's line.
                 * @example 1
                 */
                line: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "row": {
                     *             "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *             "text": "a text",
                     *             "metadata": {
                     *               "source": "own notes"
                     *             },
                     *             "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *             "contributorName": "Ada",
                     *             "datanet": "1",
                     *             "datanetName": "Kitchen questions",
                     *             "version": 1,
                     *             "position": 1,
                     *             "licence": "CC-BY-4.0",
                     *             "status": "a text",
                     *             "reason": "a text",
                     *             "leader": "a text",
                     *             "earnedGwei": 120000
                     *           },
                     *           "score": 0.5
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["AlikeRows"];
                };
            };
            400: components["responses"]["Refusal400"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    reviewRules: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The Datanet's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "finding": "mail",
                     *           "act": "refuse",
                     *           "standard": "refuse",
                     *           "setBy": "a text",
                     *           "setMillis": 1790000000000
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ScreeningRules"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    reviewRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The Datanet's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "finding": "mail",
                 *       "act": "accept"
                 *     }
                 */
                "application/json": components["schemas"]["NewScreeningRule"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "finding": "mail",
                     *           "act": "refuse",
                     *           "standard": "refuse",
                     *           "setBy": "a text",
                     *           "setMillis": 1790000000000
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ScreeningRules"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    communityMembers: {
        parameters: {
            query?: {
                /**
                 * @description A part of their address or name.
                 * @example a text
                 */
                q?: string;
                /**
                 * @description What they may do.
                 * @example curator
                 */
                role?: "curator" | "reviewer" | "reader";
                /**
                 * @description Their order; a minus stands before what comes largest first.
                 * @example joinedMillis
                 */
                sort?: "joinedMillis" | "-joinedMillis" | "role" | "-role";
                /**
                 * @description How many to leave out before.
                 * @example 0
                 */
                offset?: number;
                /**
                 * @description How many at most.
                 * @example 50
                 */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The Datanet's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "address": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *           "name": "a text",
                     *           "role": "curator",
                     *           "invitedBy": "a text",
                     *           "joinedMillis": 1790000000000
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["MemberList"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    communityRemove: {
        parameters: {
            query?: {
                /**
                 * @description An address that the caller acts for; their own where this is absent.
                 * @example a text
                 */
                by?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The Datanet's number.
                 * @example 1
                 */
                id: number;
                /**
                 * @description The member's address.
                 * @example 0x1111111111111111111111111111111111111111
                 */
                address: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    communityInvitations: {
        parameters: {
            query?: {
                /**
                 * @description A part of the address that invited.
                 * @example a text
                 */
                q?: string;
                /**
                 * @description Whether they can be taken.
                 * @example open
                 */
                state?: "open" | "taken" | "revoked" | "expired";
                /**
                 * @description Their order; a minus stands before what comes largest first.
                 * @example timeMillis
                 */
                sort?: "timeMillis" | "-timeMillis";
                /**
                 * @description How many to leave out before.
                 * @example 0
                 */
                offset?: number;
                /**
                 * @description How many at most.
                 * @example 50
                 */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The Datanet's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "id": "1",
                     *           "datanet": "1",
                     *           "datanetName": "Kitchen questions",
                     *           "role": "curator",
                     *           "madeBy": "a text",
                     *           "state": "open",
                     *           "createdMillis": 1790000000000,
                     *           "expiresMillis": 1790000000000,
                     *           "takenBy": "a text",
                     *           "code": "oli_…"
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["InvitationList"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    communityInvite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The Datanet's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "curator",
                 *       "hours": 72,
                 *       "by": "a text"
                 *     }
                 */
                "application/json": components["schemas"]["NewInvitation"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "datanet": "1",
                     *       "datanetName": "Kitchen questions",
                     *       "role": "curator",
                     *       "madeBy": "a text",
                     *       "state": "open",
                     *       "createdMillis": 1790000000000,
                     *       "expiresMillis": 1790000000000,
                     *       "takenBy": "a text",
                     *       "code": "oli_…"
                     *     }
                     */
                    "application/json": components["schemas"]["InvitationLine"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    communityInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The invitation's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "datanet": "1",
                     *       "datanetName": "Kitchen questions",
                     *       "role": "curator",
                     *       "madeBy": "a text",
                     *       "state": "open",
                     *       "createdMillis": 1790000000000,
                     *       "expiresMillis": 1790000000000,
                     *       "takenBy": "a text",
                     *       "code": "oli_…"
                     *     }
                     */
                    "application/json": components["schemas"]["InvitationLine"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    communityTake: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The invitation's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "oli_…",
                 *       "account": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8"
                 *     }
                 */
                "application/json": components["schemas"]["TakenInvitation"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "address": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "name": "a text",
                     *       "role": "curator",
                     *       "invitedBy": "a text",
                     *       "joinedMillis": 1790000000000
                     *     }
                     */
                    "application/json": components["schemas"]["MemberLine"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    communityRevoke: {
        parameters: {
            query?: {
                /**
                 * @description An address that the caller acts for; their own where this is absent.
                 * @example a text
                 */
                by?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The invitation's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "datanet": "1",
                     *       "datanetName": "Kitchen questions",
                     *       "role": "curator",
                     *       "madeBy": "a text",
                     *       "state": "open",
                     *       "createdMillis": 1790000000000,
                     *       "expiresMillis": 1790000000000,
                     *       "takenBy": "a text",
                     *       "code": "oli_…"
                     *     }
                     */
                    "application/json": components["schemas"]["InvitationLine"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    communityPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The Datanet's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "kind": "owner",
                     *       "quorum": 1,
                     *       "hours": 1,
                     *       "setBy": "a text",
                     *       "setMillis": 1790000000000
                     *     }
                     */
                    "application/json": components["schemas"]["ReviewPolicyView"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    communitySetPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The Datanet's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "quorum",
                 *       "quorum": 2,
                 *       "hours": 72
                 *     }
                 */
                "application/json": components["schemas"]["NewReviewPolicy"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "kind": "owner",
                     *       "quorum": 1,
                     *       "hours": 1,
                     *       "setBy": "a text",
                     *       "setMillis": 1790000000000
                     *     }
                     */
                    "application/json": components["schemas"]["ReviewPolicyView"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    communityAgreement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The Datanet's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "rows": 1,
                     *       "alpha": 0.5,
                     *       "reviewers": [
                     *         {
                     *           "address": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *           "name": "a text",
                     *           "votes": 1,
                     *           "asDecided": 1,
                     *           "gold": 1,
                     *           "goldRight": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["AgreementView"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    communityVote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The contribution's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "acceptRows": [
                 *         2,
                 *         3
                 *       ],
                 *       "refuseRows": [
                 *         4
                 *       ],
                 *       "reason": "not about bread",
                 *       "unseen": true,
                 *       "by": "a text"
                 *     }
                 */
                "application/json": components["schemas"]["NewVotes"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "datanet": "1",
                     *       "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "contributorName": "Ada",
                     *       "timeMillis": 1790000000000,
                     *       "state": "screening",
                     *       "rowsSubmitted": 1,
                     *       "rowsPassed": 1,
                     *       "rowsAccepted": 1,
                     *       "rowsRejected": 1,
                     *       "rowsHeld": 1,
                     *       "rowsUnseen": 1,
                     *       "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "chainState": "a text",
                     *       "file": "a text",
                     *       "mapping": "a text",
                     *       "statement": {
                     *         "description": "Questions that guests asked in our kitchen",
                     *         "language": "en, fr",
                     *         "collection": "Written down by hand between May and July 2026",
                     *         "personalData": "None: nobody is named",
                     *         "contact": "ada@example.org"
                     *       },
                     *       "rowsWithdrawn": 1,
                     *       "decidedBy": "owner",
                     *       "quorum": 1,
                     *       "votesEndMillis": 1790000000000,
                     *       "awaitsAnswer": true
                     *     }
                     */
                    "application/json": components["schemas"]["ContributionLine"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    communityGold: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The contribution's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "acceptRows": [
                 *         2,
                 *         3
                 *       ],
                 *       "refuseRows": [
                 *         4
                 *       ],
                 *       "by": "a text"
                 *     }
                 */
                "application/json": components["schemas"]["NewGold"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "datanet": "1",
                     *       "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "contributorName": "Ada",
                     *       "timeMillis": 1790000000000,
                     *       "state": "screening",
                     *       "rowsSubmitted": 1,
                     *       "rowsPassed": 1,
                     *       "rowsAccepted": 1,
                     *       "rowsRejected": 1,
                     *       "rowsHeld": 1,
                     *       "rowsUnseen": 1,
                     *       "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "chainState": "a text",
                     *       "file": "a text",
                     *       "mapping": "a text",
                     *       "statement": {
                     *         "description": "Questions that guests asked in our kitchen",
                     *         "language": "en, fr",
                     *         "collection": "Written down by hand between May and July 2026",
                     *         "personalData": "None: nobody is named",
                     *         "contact": "ada@example.org"
                     *       },
                     *       "rowsWithdrawn": 1,
                     *       "decidedBy": "owner",
                     *       "quorum": 1,
                     *       "votesEndMillis": 1790000000000,
                     *       "awaitsAnswer": true
                     *     }
                     */
                    "application/json": components["schemas"]["ContributionLine"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    communityTalk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The contribution's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "number": 1,
                     *           "act": "vote",
                     *           "who": "a text",
                     *           "name": "a text",
                     *           "words": "a text",
                     *           "salt": "a text",
                     *           "timeMillis": 1790000000000,
                     *           "logIndex": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ReviewTalk"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    communitySay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The contribution's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "act": "ask",
                 *       "rows": [
                 *         4
                 *       ],
                 *       "words": "Where is this from?",
                 *       "by": "a text"
                 *     }
                 */
                "application/json": components["schemas"]["NewWords"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "datanet": "1",
                     *       "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "contributorName": "Ada",
                     *       "timeMillis": 1790000000000,
                     *       "state": "screening",
                     *       "rowsSubmitted": 1,
                     *       "rowsPassed": 1,
                     *       "rowsAccepted": 1,
                     *       "rowsRejected": 1,
                     *       "rowsHeld": 1,
                     *       "rowsUnseen": 1,
                     *       "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "chainState": "a text",
                     *       "file": "a text",
                     *       "mapping": "a text",
                     *       "statement": {
                     *         "description": "Questions that guests asked in our kitchen",
                     *         "language": "en, fr",
                     *         "collection": "Written down by hand between May and July 2026",
                     *         "personalData": "None: nobody is named",
                     *         "contact": "ada@example.org"
                     *       },
                     *       "rowsWithdrawn": 1,
                     *       "decidedBy": "owner",
                     *       "quorum": 1,
                     *       "votesEndMillis": 1790000000000,
                     *       "awaitsAnswer": true
                     *     }
                     */
                    "application/json": components["schemas"]["ContributionLine"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    communityLines: {
        parameters: {
            query?: {
                /**
                 * @description Text of what is said of them.
                 * @example a text
                 */
                q?: string;
                /**
                 * @description What became of them.
                 * @example waiting
                 */
                state?: "waiting" | "held" | "accepted" | "refused" | "withdrawn";
                /**
                 * @description Their order; a minus stands before what comes largest first.
                 * @example line
                 */
                sort?: "line" | "-line";
                /**
                 * @description How many to leave out before.
                 * @example 0
                 */
                offset?: number;
                /**
                 * @description How many at most.
                 * @example 50
                 */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The contribution's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "line": 1,
                     *           "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "state": "waiting",
                     *           "reason": "a text",
                     *           "detail": "a text",
                     *           "leader": "a text",
                     *           "decidedBy": "a text",
                     *           "decidedMillis": 1790000000000,
                     *           "firstVersion": 1
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["LineFates"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    uploadList: {
        parameters: {
            query: {
                /**
                 * @description Their address.
                 * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
                 */
                contributor: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "id": "1",
                     *           "length": 1,
                     *           "offset": 1,
                     *           "fingerprint": "a text",
                     *           "endsMillis": 1790000000000
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["UploadList"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    uploadBegin: {
        parameters: {
            query: {
                /**
                 * @description Their address.
                 * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
                 */
                contributor: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "length": 1,
                     *       "offset": 1,
                     *       "fingerprint": "a text",
                     *       "endsMillis": 1790000000000
                     *     }
                     */
                    "application/json": components["schemas"]["UploadLine"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            412: components["responses"]["Refusal412"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    uploadShow: {
        parameters: {
            query: {
                /**
                 * @description Their address.
                 * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
                 */
                contributor: string;
            };
            header?: never;
            path: {
                /**
                 * @description The upload's id, 32 hexadecimal digits.
                 * @example 6f1a2b3c4d5e6f708192a3b4c5d6e7f8
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "length": 1,
                     *       "offset": 1,
                     *       "fingerprint": "a text",
                     *       "endsMillis": 1790000000000
                     *     }
                     */
                    "application/json": components["schemas"]["UploadLine"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    uploadEnd: {
        parameters: {
            query: {
                /**
                 * @description Their address.
                 * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
                 */
                contributor: string;
            };
            header?: never;
            path: {
                /**
                 * @description The upload's id, 32 hexadecimal digits.
                 * @example 6f1a2b3c4d5e6f708192a3b4c5d6e7f8
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            412: components["responses"]["Refusal412"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    uploadAppend: {
        parameters: {
            query: {
                /**
                 * @description Their address.
                 * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
                 */
                contributor: string;
            };
            header?: never;
            path: {
                /**
                 * @description The upload's id, 32 hexadecimal digits.
                 * @example 6f1a2b3c4d5e6f708192a3b4c5d6e7f8
                 */
                id: string;
            };
            cookie?: never;
        };
        /** @description The bytes from Upload-Offset on. */
        requestBody: {
            content: {
                "application/offset+octet-stream": unknown;
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            412: components["responses"]["Refusal412"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    versionShow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The Datanet's number.
                 * @example 1
                 */
                id: number;
                /**
                 * @description The version's number.
                 * @example 1
                 */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "number": 1,
                     *       "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "rows": 1,
                     *       "timeMillis": 1790000000000,
                     *       "chainState": "a text",
                     *       "note": "a text",
                     *       "withdrawn": 1,
                     *       "manifest": {},
                     *       "manifestDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "owner": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "deadlineSeconds": 1790000000,
                     *       "signature": "0x4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b14c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b11b",
                     *       "registry": "a text",
                     *       "token": "a text",
                     *       "transaction": "a text"
                     *     }
                     */
                    "application/json": components["schemas"]["VersionDetail"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    versionRows: {
        parameters: {
            query?: {
                /**
                 * @description The leaf, or the beginning of it.
                 * @example a text
                 */
                q?: string;
                /**
                 * @description The order of the tree alone.
                 * @example place
                 */
                sort?: "place";
                /**
                 * @description How many to leave out before.
                 * @example 0
                 */
                offset?: number;
                /**
                 * @description How many at most.
                 * @example 50
                 */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The Datanet's number.
                 * @example 1
                 */
                id: number;
                /**
                 * @description The version's number.
                 * @example 1
                 */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "place": 1,
                     *           "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "salt": "a text",
                     *           "content": "a text",
                     *           "contribution": "a text",
                     *           "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *           "line": 1,
                     *           "state": "there"
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["VersionRows"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    versionLeaves: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The Datanet's number.
                 * @example 1
                 */
                id: number;
                /**
                 * @description The version's number.
                 * @example 1
                 */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 32 bytes a row, in the order of the version's tree. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    versionProof: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The Datanet's number.
                 * @example 1
                 */
                id: number;
                /**
                 * @description The version's number.
                 * @example 1
                 */
                number: number;
                /**
                 * @description The row's leaf, 64 hexadecimal digits.
                 * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
                 */
                leaf: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "place": 1,
                     *       "size": 1,
                     *       "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "hashes": [
                     *         "a text"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RowProof"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    versionExport: {
        parameters: {
            query?: {
                /**
                 * @description What the rows are written as.
                 * @example jsonl
                 */
                format?: "jsonl" | "parquet" | "hf" | "croissant";
            };
            header?: never;
            path: {
                /**
                 * @description The Datanet's number.
                 * @example 1
                 */
                id: number;
                /**
                 * @description The version's number.
                 * @example 1
                 */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A tar of the folder, which the verifier's --dataset checks. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-tar": unknown;
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    versionDiff: {
        parameters: {
            query: {
                /**
                 * @description A version's number.
                 * @example 1
                 */
                from: number;
                /**
                 * @description Another's.
                 * @example 1
                 */
                to: number;
                /**
                 * @description How many changes to leave out before.
                 * @example 0
                 */
                offset?: number;
                /**
                 * @description How many at most.
                 * @example 100
                 */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The Datanet's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "from": 1,
                     *       "to": 1,
                     *       "added": 1,
                     *       "removed": 1,
                     *       "corrected": 1,
                     *       "rows": [
                     *         {
                     *           "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "before": "a text",
                     *           "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *           "text": "a text",
                     *           "textBefore": "a text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["VersionDiff"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    versionBlame: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The Datanet's number.
                 * @example 1
                 */
                id: number;
                /**
                 * @description The row's leaf, 64 hexadecimal digits.
                 * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
                 */
                leaf: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "contributorName": "Ada",
                     *       "contribution": "a text",
                     *       "line": 1,
                     *       "signedMillis": 1790000000000,
                     *       "recordDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "statement": {
                     *         "description": "Questions that guests asked in our kitchen",
                     *         "language": "en, fr",
                     *         "collection": "Written down by hand between May and July 2026",
                     *         "personalData": "None: nobody is named",
                     *         "contact": "ada@example.org"
                     *       },
                     *       "versions": [
                     *         1
                     *       ],
                     *       "state": "there"
                     *     }
                     */
                    "application/json": components["schemas"]["RowBlame"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    withdrawalList: {
        parameters: {
            query?: {
                /**
                 * @description Text that they contain.
                 * @example a text
                 */
                q?: string;
                /**
                 * @description Whose rows.
                 * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
                 */
                contributor?: string;
                /**
                 * @description Their order; a minus stands before what comes largest first.
                 * @example timeMillis
                 */
                sort?: "timeMillis" | "-timeMillis" | "rows" | "-rows";
                /**
                 * @description How many to leave out before.
                 * @example 0
                 */
                offset?: number;
                /**
                 * @description How many at most.
                 * @example 50
                 */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The Datanet's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "id": "1",
                     *           "datanet": "1",
                     *           "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *           "contributorName": "Ada",
                     *           "takedown": "a text",
                     *           "rows": 1,
                     *           "timeMillis": 1790000000000,
                     *           "state": "erasing",
                     *           "digest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "logIndex": 1
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["WithdrawalList"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    withdrawalWithdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The Datanet's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                 *       "rows": [
                 *         "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
                 *       ],
                 *       "contribution": "a text",
                 *       "all": true
                 *     }
                 */
                "application/json": components["schemas"]["NewWithdrawal"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "datanet": "1",
                     *       "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "contributorName": "Ada",
                     *       "takedown": "a text",
                     *       "rows": 1,
                     *       "timeMillis": 1790000000000,
                     *       "state": "erasing",
                     *       "digest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "logIndex": 1
                     *     }
                     */
                    "application/json": components["schemas"]["WithdrawalLine"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    withdrawalPreview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The Datanet's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                 *       "rows": [
                 *         "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
                 *       ],
                 *       "contribution": "a text",
                 *       "all": true
                 *     }
                 */
                "application/json": components["schemas"]["NewWithdrawal"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "rows": 1,
                     *       "unsigned": 1,
                     *       "versions": [
                     *         1
                     *       ],
                     *       "models": [
                     *         {
                     *           "name": "a text",
                     *           "version": 1,
                     *           "run": "a2db20749583465f",
                     *           "rows": 1
                     *         }
                     *       ],
                     *       "receipts": 1,
                     *       "conversations": 1,
                     *       "earnedGwei": 120000,
                     *       "waitingGwei": 120000
                     *     }
                     */
                    "application/json": components["schemas"]["WithdrawalPreview"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    withdrawalShow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The withdrawal's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "datanet": "1",
                     *       "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "contributorName": "Ada",
                     *       "takedown": "a text",
                     *       "rows": 1,
                     *       "timeMillis": 1790000000000,
                     *       "state": "erasing",
                     *       "digest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "logIndex": 1
                     *     }
                     */
                    "application/json": components["schemas"]["WithdrawalLine"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    withdrawalTakedowns: {
        parameters: {
            query?: {
                /**
                 * @description Text that they contain.
                 * @example a text
                 */
                q?: string;
                /**
                 * @description How far they are.
                 * @example open
                 */
                state?: "open" | "upheld" | "rejected";
                /**
                 * @description Their order; a minus stands before what comes largest first.
                 * @example timeMillis
                 */
                sort?: "timeMillis" | "-timeMillis";
                /**
                 * @description How many to leave out before.
                 * @example 0
                 */
                offset?: number;
                /**
                 * @description How many at most.
                 * @example 50
                 */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The Datanet's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "id": "1",
                     *           "datanet": "1",
                     *           "state": "open",
                     *           "rows": [
                     *             "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
                     *           ],
                     *           "contributors": [
                     *             "0x70997970c51812dc3a010c7d01b50e0d17dc79c8"
                     *           ],
                     *           "contact": "a text",
                     *           "timeMillis": 1790000000000,
                     *           "deadlineMillis": 1790000000000,
                     *           "said": [
                     *             {
                     *               "act": "notice",
                     *               "who": "a text",
                     *               "words": "a text",
                     *               "timeMillis": 1790000000000,
                     *               "logIndex": 1
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["TakedownList"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    withdrawalTakedown: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The Datanet's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "rows": [
                 *         "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
                 *       ],
                 *       "why": "These are pages of my book, which is not under this licence.",
                 *       "contact": "ada@example.org"
                 *     }
                 */
                "application/json": components["schemas"]["NewTakedown"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "datanet": "1",
                     *       "state": "open",
                     *       "rows": [
                     *         "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
                     *       ],
                     *       "contributors": [
                     *         "0x70997970c51812dc3a010c7d01b50e0d17dc79c8"
                     *       ],
                     *       "contact": "a text",
                     *       "timeMillis": 1790000000000,
                     *       "deadlineMillis": 1790000000000,
                     *       "said": [
                     *         {
                     *           "act": "notice",
                     *           "who": "a text",
                     *           "words": "a text",
                     *           "timeMillis": 1790000000000,
                     *           "logIndex": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TakedownLine"];
                };
            };
            400: components["responses"]["Refusal400"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    withdrawalTakedownShow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The notice's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "datanet": "1",
                     *       "state": "open",
                     *       "rows": [
                     *         "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
                     *       ],
                     *       "contributors": [
                     *         "0x70997970c51812dc3a010c7d01b50e0d17dc79c8"
                     *       ],
                     *       "contact": "a text",
                     *       "timeMillis": 1790000000000,
                     *       "deadlineMillis": 1790000000000,
                     *       "said": [
                     *         {
                     *           "act": "notice",
                     *           "who": "a text",
                     *           "words": "a text",
                     *           "timeMillis": 1790000000000,
                     *           "logIndex": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TakedownLine"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    withdrawalTakedownAnswer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The notice's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                 *       "words": "a text"
                 *     }
                 */
                "application/json": components["schemas"]["TakedownAnswer"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "datanet": "1",
                     *       "state": "open",
                     *       "rows": [
                     *         "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
                     *       ],
                     *       "contributors": [
                     *         "0x70997970c51812dc3a010c7d01b50e0d17dc79c8"
                     *       ],
                     *       "contact": "a text",
                     *       "timeMillis": 1790000000000,
                     *       "deadlineMillis": 1790000000000,
                     *       "said": [
                     *         {
                     *           "act": "notice",
                     *           "who": "a text",
                     *           "words": "a text",
                     *           "timeMillis": 1790000000000,
                     *           "logIndex": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TakedownLine"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    withdrawalTakedownDecide: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The notice's number.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "uphold": true,
                 *       "words": "a text"
                 *     }
                 */
                "application/json": components["schemas"]["TakedownDecision"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "datanet": "1",
                     *       "state": "open",
                     *       "rows": [
                     *         "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
                     *       ],
                     *       "contributors": [
                     *         "0x70997970c51812dc3a010c7d01b50e0d17dc79c8"
                     *       ],
                     *       "contact": "a text",
                     *       "timeMillis": 1790000000000,
                     *       "deadlineMillis": 1790000000000,
                     *       "said": [
                     *         {
                     *           "act": "notice",
                     *           "who": "a text",
                     *           "words": "a text",
                     *           "timeMillis": 1790000000000,
                     *           "logIndex": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TakedownLine"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    modelList: {
        parameters: {
            query?: {
                /**
                 * @description Text that they contain.
                 * @example a text
                 */
                q?: string;
                /**
                 * @description The name whose versions are wanted.
                 * @example a text
                 */
                name?: string;
                /**
                 * @description Whether their answers can be traced yet.
                 * @example registering
                 */
                state?: "registering" | "attributing" | "ready" | "refused";
                /**
                 * @description Whether they answer.
                 * @example yes
                 */
                live?: "yes" | "no";
                /**
                 * @description Where they come from.
                 * @example trained
                 */
                origin?: "trained" | "brought" | "base";
                /**
                 * @description The address that owns them.
                 * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
                 */
                owner?: string;
                /**
                 * @description Their order; a minus stands before what comes largest first.
                 * @example name
                 */
                sort?: "name" | "-name" | "owner" | "-owner" | "state" | "-state" | "live" | "-live" | "receipts" | "-receipts";
                /**
                 * @description How many to leave out before.
                 * @example 0
                 */
                offset?: number;
                /**
                 * @description How many at most.
                 * @example 100
                 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "name": "a text",
                     *           "version": 1,
                     *           "origin": "trained",
                     *           "token": "a text",
                     *           "owner": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *           "ownerName": "Ada",
                     *           "base": "a text",
                     *           "baseDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "adapterDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "run": "a2db20749583465f",
                     *           "versions": [
                     *             {
                     *               "datanet": "1",
                     *               "number": 1,
                     *               "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
                     *             }
                     *           ],
                     *           "declared": true,
                     *           "state": "registering",
                     *           "attributionReady": true,
                     *           "live": true,
                     *           "priceGwei": 120000,
                     *           "licence": "CC-BY-4.0",
                     *           "warning": "a text",
                     *           "message": "a text",
                     *           "receipts": 1,
                     *           "withdrawnRows": 1
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ModelList"];
                };
            };
            400: components["responses"]["Refusal400"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    modelAdd: {
        parameters: {
            query: {
                /**
                 * @description To ask it by.
                 * @example a text
                 */
                name: string;
                /**
                 * @description The address that the developer's part of fees goes to.
                 * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
                 */
                owner: string;
                /**
                 * @description Its SPDX identifier.
                 * @example CC-BY-4.0
                 */
                licence: string;
                /**
                 * @description For each token of prompt and answer; without it the name's price stays as it is. Unit: gwei, 10⁻⁹ of the chain's coin.
                 * @example 120000
                 */
                priceGwei?: number;
                /**
                 * @description Datanet versions that it learned from, such as 1:1,2:3. They are declared, not proven: the data part of fees goes to their commons.
                 * @example a text
                 */
                versions?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A tar of a PEFT folder, also with gzip: adapter_config.json and adapter_model.safetensors. */
        requestBody: {
            content: {
                "application/x-tar": unknown;
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "a text",
                     *       "version": 1,
                     *       "origin": "trained",
                     *       "token": "a text",
                     *       "owner": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "ownerName": "Ada",
                     *       "base": "a text",
                     *       "baseDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "adapterDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "run": "a2db20749583465f",
                     *       "versions": [
                     *         {
                     *           "datanet": "1",
                     *           "number": 1,
                     *           "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
                     *         }
                     *       ],
                     *       "declared": true,
                     *       "state": "registering",
                     *       "attributionReady": true,
                     *       "live": true,
                     *       "priceGwei": 120000,
                     *       "licence": "CC-BY-4.0",
                     *       "warning": "a text",
                     *       "message": "a text",
                     *       "receipts": 1,
                     *       "withdrawnRows": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ModelLine"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    modelShow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The model's name.
                 * @example kitchen-1
                 */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "a text",
                     *       "owner": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "ownerName": "Ada",
                     *       "live": 1,
                     *       "awaited": 1,
                     *       "priceGwei": 120000,
                     *       "versions": [
                     *         {
                     *           "name": "a text",
                     *           "version": 1,
                     *           "origin": "trained",
                     *           "token": "a text",
                     *           "owner": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *           "ownerName": "Ada",
                     *           "base": "a text",
                     *           "baseDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "adapterDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "run": "a2db20749583465f",
                     *           "versions": [
                     *             {
                     *               "datanet": "1",
                     *               "number": 1,
                     *               "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
                     *             }
                     *           ],
                     *           "declared": true,
                     *           "state": "registering",
                     *           "attributionReady": true,
                     *           "live": true,
                     *           "priceGwei": 120000,
                     *           "licence": "CC-BY-4.0",
                     *           "warning": "a text",
                     *           "message": "a text",
                     *           "receipts": 1,
                     *           "withdrawnRows": 1
                     *         }
                     *       ],
                     *       "decided": [
                     *         {
                     *           "act": "activate",
                     *           "version": 1,
                     *           "priceGwei": 120000,
                     *           "timeMillis": 1790000000000,
                     *           "logIndex": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ModelDetail"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    modelWithdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The model's name.
                 * @example kitchen-1
                 */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "a text",
                     *       "owner": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "ownerName": "Ada",
                     *       "live": 1,
                     *       "awaited": 1,
                     *       "priceGwei": 120000,
                     *       "versions": [
                     *         {
                     *           "name": "a text",
                     *           "version": 1,
                     *           "origin": "trained",
                     *           "token": "a text",
                     *           "owner": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *           "ownerName": "Ada",
                     *           "base": "a text",
                     *           "baseDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "adapterDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "run": "a2db20749583465f",
                     *           "versions": [
                     *             {
                     *               "datanet": "1",
                     *               "number": 1,
                     *               "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
                     *             }
                     *           ],
                     *           "declared": true,
                     *           "state": "registering",
                     *           "attributionReady": true,
                     *           "live": true,
                     *           "priceGwei": 120000,
                     *           "licence": "CC-BY-4.0",
                     *           "warning": "a text",
                     *           "message": "a text",
                     *           "receipts": 1,
                     *           "withdrawnRows": 1
                     *         }
                     *       ],
                     *       "decided": [
                     *         {
                     *           "act": "activate",
                     *           "version": 1,
                     *           "priceGwei": 120000,
                     *           "timeMillis": 1790000000000,
                     *           "logIndex": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ModelDetail"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    modelPrice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The model's name.
                 * @example kitchen-1
                 */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "priceGwei": 120000
                 *     }
                 */
                "application/json": components["schemas"]["ModelPrice"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "a text",
                     *       "owner": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "ownerName": "Ada",
                     *       "live": 1,
                     *       "awaited": 1,
                     *       "priceGwei": 120000,
                     *       "versions": [
                     *         {
                     *           "name": "a text",
                     *           "version": 1,
                     *           "origin": "trained",
                     *           "token": "a text",
                     *           "owner": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *           "ownerName": "Ada",
                     *           "base": "a text",
                     *           "baseDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "adapterDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "run": "a2db20749583465f",
                     *           "versions": [
                     *             {
                     *               "datanet": "1",
                     *               "number": 1,
                     *               "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
                     *             }
                     *           ],
                     *           "declared": true,
                     *           "state": "registering",
                     *           "attributionReady": true,
                     *           "live": true,
                     *           "priceGwei": 120000,
                     *           "licence": "CC-BY-4.0",
                     *           "warning": "a text",
                     *           "message": "a text",
                     *           "receipts": 1,
                     *           "withdrawnRows": 1
                     *         }
                     *       ],
                     *       "decided": [
                     *         {
                     *           "act": "activate",
                     *           "version": 1,
                     *           "priceGwei": 120000,
                     *           "timeMillis": 1790000000000,
                     *           "logIndex": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ModelDetail"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    modelActivate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The model's name.
                 * @example kitchen-1
                 */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "version": 1
                 *     }
                 */
                "application/json": components["schemas"]["ModelActivation"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "a text",
                     *       "owner": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "ownerName": "Ada",
                     *       "live": 1,
                     *       "awaited": 1,
                     *       "priceGwei": 120000,
                     *       "versions": [
                     *         {
                     *           "name": "a text",
                     *           "version": 1,
                     *           "origin": "trained",
                     *           "token": "a text",
                     *           "owner": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *           "ownerName": "Ada",
                     *           "base": "a text",
                     *           "baseDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "adapterDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "run": "a2db20749583465f",
                     *           "versions": [
                     *             {
                     *               "datanet": "1",
                     *               "number": 1,
                     *               "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
                     *             }
                     *           ],
                     *           "declared": true,
                     *           "state": "registering",
                     *           "attributionReady": true,
                     *           "live": true,
                     *           "priceGwei": 120000,
                     *           "licence": "CC-BY-4.0",
                     *           "warning": "a text",
                     *           "message": "a text",
                     *           "receipts": 1,
                     *           "withdrawnRows": 1
                     *         }
                     *       ],
                     *       "decided": [
                     *         {
                     *           "act": "activate",
                     *           "version": 1,
                     *           "priceGwei": 120000,
                     *           "timeMillis": 1790000000000,
                     *           "logIndex": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ModelDetail"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    modelRollback: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The model's name.
                 * @example kitchen-1
                 */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "a text",
                     *       "owner": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "ownerName": "Ada",
                     *       "live": 1,
                     *       "awaited": 1,
                     *       "priceGwei": 120000,
                     *       "versions": [
                     *         {
                     *           "name": "a text",
                     *           "version": 1,
                     *           "origin": "trained",
                     *           "token": "a text",
                     *           "owner": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *           "ownerName": "Ada",
                     *           "base": "a text",
                     *           "baseDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "adapterDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "run": "a2db20749583465f",
                     *           "versions": [
                     *             {
                     *               "datanet": "1",
                     *               "number": 1,
                     *               "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
                     *             }
                     *           ],
                     *           "declared": true,
                     *           "state": "registering",
                     *           "attributionReady": true,
                     *           "live": true,
                     *           "priceGwei": 120000,
                     *           "licence": "CC-BY-4.0",
                     *           "warning": "a text",
                     *           "message": "a text",
                     *           "receipts": 1,
                     *           "withdrawnRows": 1
                     *         }
                     *       ],
                     *       "decided": [
                     *         {
                     *           "act": "activate",
                     *           "version": 1,
                     *           "priceGwei": 120000,
                     *           "timeMillis": 1790000000000,
                     *           "logIndex": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ModelDetail"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    modelRuns: {
        parameters: {
            query?: {
                /**
                 * @description Text that they contain.
                 * @example a text
                 */
                q?: string;
                /**
                 * @description How far they are.
                 * @example queued
                 */
                state?: "queued" | "training" | "evaluating" | "registering" | "attributing" | "valuing" | "ready" | "failed" | "cancelled";
                /**
                 * @description The address that owns them.
                 * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
                 */
                owner?: string;
                /**
                 * @description Their order; a minus stands before what comes largest first.
                 * @example name
                 */
                sort?: "name" | "-name" | "state" | "-state" | "createdMillis" | "-createdMillis";
                /**
                 * @description How many to leave out before.
                 * @example 0
                 */
                offset?: number;
                /**
                 * @description How many at most.
                 * @example 100
                 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "id": "1",
                     *           "name": "a text",
                     *           "owner": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *           "ownerName": "Ada",
                     *           "state": "queued",
                     *           "paused": true,
                     *           "progressPpm": 250000,
                     *           "attributionPpm": 250000,
                     *           "valuePpm": 250000,
                     *           "step": 1,
                     *           "stepsTaken": 1,
                     *           "phases": [
                     *             {
                     *               "phase": "training",
                     *               "adapterSteps": 1,
                     *               "expectedSeconds": 0.5,
                     *               "donePpm": 250000,
                     *               "secondsLeft": 0.5
                     *             }
                     *           ],
                     *           "trainedTokens": 1,
                     *           "tokensASecond": 0.5,
                     *           "versions": [
                     *             {
                     *               "datanet": "1",
                     *               "number": 1
                     *             }
                     *           ],
                     *           "configuration": {
                     *             "rank": 1,
                     *             "alpha": 1,
                     *             "steps": 1,
                     *             "batchRows": 1,
                     *             "peakLearningRate": 0.5,
                     *             "warmupSteps": 1,
                     *             "maxTokens": 1,
                     *             "seed": 1,
                     *             "recipe": "rows",
                     *             "targetModules": [
                     *               "a text"
                     *             ],
                     *             "layersToTransform": [
                     *               1
                     *             ],
                     *             "useRslora": true,
                     *             "lrSchedulerType": "cosine",
                     *             "weightDecay": 0.5,
                     *             "maxGradNorm": 0.5,
                     *             "gradientAccumulationSteps": 1,
                     *             "anchorWeight": 0.5,
                     *             "dpoBeta": 0.5,
                     *             "earlyStoppingPatience": 1
                     *           },
                     *           "lossCurve": [
                     *             [
                     *               0.5
                     *             ]
                     *           ],
                     *           "looks": [
                     *             {
                     *               "step": 1,
                     *               "heldOutLoss": 0.5,
                     *               "samples": [
                     *                 {
                     *                   "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *                   "answer": "a text"
                     *                 }
                     *               ]
                     *             }
                     *           ],
                     *           "lossBefore": 0.5,
                     *           "lossAfter": 0.5,
                     *           "heldOutLossBefore": 0.5,
                     *           "heldOutLossAfter": 0.5,
                     *           "smoothPpm": 250000,
                     *           "smoothnessAdvice": "a text",
                     *           "gateNanonats": 1,
                     *           "live": true,
                     *           "version": 1,
                     *           "seconds": 0.5,
                     *           "baseDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "adapterDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "message": "a text",
                     *           "heldOutPpm": 250000,
                     *           "rewardGwei": 120000,
                     *           "createdMillis": 1790000000000
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["RunList"];
                };
            };
            400: components["responses"]["Refusal400"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    modelRunCreate: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Calls with the same key and the same request have one effect and one answer, for a day; with another request they are refused with 409. A stream comes again in one piece. Without a token the key says nothing.
                 * @example 5f0c7a52-0b0e-4f3b-9f43-6a3f0e3d8f10
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "kitchen-1",
                 *       "owner": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                 *       "versions": [
                 *         {
                 *           "datanet": "1",
                 *           "number": 1
                 *         }
                 *       ],
                 *       "paid": true,
                 *       "royaltyBps": 0,
                 *       "configuration": {
                 *         "rank": 1,
                 *         "alpha": 1,
                 *         "steps": 200,
                 *         "epochs": 0.5,
                 *         "batchRows": 1,
                 *         "peakLearningRate": 0.5,
                 *         "warmupSteps": 1,
                 *         "maxTokens": 1,
                 *         "seed": 1,
                 *         "recipe": "rows",
                 *         "targetModules": [
                 *           "a text"
                 *         ],
                 *         "layersToTransform": [
                 *           1
                 *         ],
                 *         "topLayers": 1,
                 *         "useRslora": true,
                 *         "useDora": true,
                 *         "lrSchedulerType": "cosine",
                 *         "weightDecay": 0.5,
                 *         "maxGradNorm": 0.5,
                 *         "gradientAccumulationSteps": 1,
                 *         "anchorWeight": 0.5,
                 *         "dpoBeta": 0.5,
                 *         "earlyStoppingPatience": 1
                 *       },
                 *       "heldOutPpm": 250000,
                 *       "gateNanonats": 1,
                 *       "rewardGwei": 0,
                 *       "base": "a text"
                 *     }
                 */
                "application/json": components["schemas"]["NewRun"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "name": "a text",
                     *       "owner": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "ownerName": "Ada",
                     *       "state": "queued",
                     *       "paused": true,
                     *       "progressPpm": 250000,
                     *       "attributionPpm": 250000,
                     *       "valuePpm": 250000,
                     *       "step": 1,
                     *       "stepsTaken": 1,
                     *       "phases": [
                     *         {
                     *           "phase": "training",
                     *           "adapterSteps": 1,
                     *           "expectedSeconds": 0.5,
                     *           "donePpm": 250000,
                     *           "secondsLeft": 0.5
                     *         }
                     *       ],
                     *       "trainedTokens": 1,
                     *       "tokensASecond": 0.5,
                     *       "versions": [
                     *         {
                     *           "datanet": "1",
                     *           "number": 1
                     *         }
                     *       ],
                     *       "configuration": {
                     *         "rank": 1,
                     *         "alpha": 1,
                     *         "steps": 1,
                     *         "batchRows": 1,
                     *         "peakLearningRate": 0.5,
                     *         "warmupSteps": 1,
                     *         "maxTokens": 1,
                     *         "seed": 1,
                     *         "recipe": "rows",
                     *         "targetModules": [
                     *           "a text"
                     *         ],
                     *         "layersToTransform": [
                     *           1
                     *         ],
                     *         "useRslora": true,
                     *         "lrSchedulerType": "cosine",
                     *         "weightDecay": 0.5,
                     *         "maxGradNorm": 0.5,
                     *         "gradientAccumulationSteps": 1,
                     *         "anchorWeight": 0.5,
                     *         "dpoBeta": 0.5,
                     *         "earlyStoppingPatience": 1
                     *       },
                     *       "lossCurve": [
                     *         [
                     *           0.5
                     *         ]
                     *       ],
                     *       "looks": [
                     *         {
                     *           "step": 1,
                     *           "heldOutLoss": 0.5,
                     *           "samples": [
                     *             {
                     *               "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *               "answer": "a text"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "lossBefore": 0.5,
                     *       "lossAfter": 0.5,
                     *       "heldOutLossBefore": 0.5,
                     *       "heldOutLossAfter": 0.5,
                     *       "smoothPpm": 250000,
                     *       "smoothnessAdvice": "a text",
                     *       "gateNanonats": 1,
                     *       "live": true,
                     *       "version": 1,
                     *       "seconds": 0.5,
                     *       "baseDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "adapterDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "message": "a text",
                     *       "heldOutPpm": 250000,
                     *       "rewardGwei": 120000,
                     *       "createdMillis": 1790000000000
                     *     }
                     */
                    "application/json": components["schemas"]["RunDetail"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            402: components["responses"]["Refusal402"];
            403: components["responses"]["Refusal403"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    modelRunEstimate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "kitchen-1",
                 *       "owner": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                 *       "versions": [
                 *         {
                 *           "datanet": "1",
                 *           "number": 1
                 *         }
                 *       ],
                 *       "paid": true,
                 *       "royaltyBps": 0,
                 *       "configuration": {
                 *         "rank": 1,
                 *         "alpha": 1,
                 *         "steps": 200,
                 *         "epochs": 0.5,
                 *         "batchRows": 1,
                 *         "peakLearningRate": 0.5,
                 *         "warmupSteps": 1,
                 *         "maxTokens": 1,
                 *         "seed": 1,
                 *         "recipe": "rows",
                 *         "targetModules": [
                 *           "a text"
                 *         ],
                 *         "layersToTransform": [
                 *           1
                 *         ],
                 *         "topLayers": 1,
                 *         "useRslora": true,
                 *         "useDora": true,
                 *         "lrSchedulerType": "cosine",
                 *         "weightDecay": 0.5,
                 *         "maxGradNorm": 0.5,
                 *         "gradientAccumulationSteps": 1,
                 *         "anchorWeight": 0.5,
                 *         "dpoBeta": 0.5,
                 *         "earlyStoppingPatience": 1
                 *       },
                 *       "heldOutPpm": 250000,
                 *       "gateNanonats": 1,
                 *       "rewardGwei": 0,
                 *       "base": "a text"
                 *     }
                 */
                "application/json": components["schemas"]["NewRun"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "startable": true,
                     *       "obstacles": [
                     *         "a text"
                     *       ],
                     *       "versions": [
                     *         {
                     *           "datanet": "1",
                     *           "number": 1,
                     *           "name": "a text",
                     *           "licence": "CC-BY-4.0",
                     *           "rows": 1,
                     *           "obstacle": "a text"
                     *         }
                     *       ],
                     *       "rows": {
                     *         "learnt": 1,
                     *         "heldOut": 1,
                     *         "erased": 1,
                     *         "empty": 1,
                     *         "cut": 1,
                     *         "contributors": 1
                     *       },
                     *       "tokens": {
                     *         "rows": 1,
                     *         "trained": 1,
                     *         "learnt": 1
                     *       },
                     *       "memory": {
                     *         "adapters": 1,
                     *         "activations": 1,
                     *         "texts": 1,
                     *         "sum": 1,
                     *         "available": 1
                     *       },
                     *       "attribution": {
                     *         "contributors": 1,
                     *         "sets": 1,
                     *         "coded": 1,
                     *         "trials": 1,
                     *         "otherSeeds": 1,
                     *         "retrainings": 1
                     *       },
                     *       "phases": [
                     *         {
                     *           "phase": "training",
                     *           "adapterSteps": 1,
                     *           "expectedSeconds": 0.5,
                     *           "donePpm": 250000,
                     *           "secondsLeft": 0.5
                     *         }
                     *       ],
                     *       "time": {
                     *         "seconds": 0.5,
                     *         "lowSeconds": 0.5,
                     *         "highSeconds": 0.5,
                     *         "tokensASecond": 0.5,
                     *         "measuredMillis": 1790000000000,
                     *         "stepsTimed": 1
                     *       },
                     *       "cost": {
                     *         "rewardGwei": 120000,
                     *         "depositGwei": 120000,
                     *         "ownerGwei": 120000,
                     *         "chainTransactions": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["EstimateDetail"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    modelRunShow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The run's id.
                 * @example a2db20749583465f
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "name": "a text",
                     *       "owner": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "ownerName": "Ada",
                     *       "state": "queued",
                     *       "paused": true,
                     *       "progressPpm": 250000,
                     *       "attributionPpm": 250000,
                     *       "valuePpm": 250000,
                     *       "step": 1,
                     *       "stepsTaken": 1,
                     *       "phases": [
                     *         {
                     *           "phase": "training",
                     *           "adapterSteps": 1,
                     *           "expectedSeconds": 0.5,
                     *           "donePpm": 250000,
                     *           "secondsLeft": 0.5
                     *         }
                     *       ],
                     *       "trainedTokens": 1,
                     *       "tokensASecond": 0.5,
                     *       "versions": [
                     *         {
                     *           "datanet": "1",
                     *           "number": 1
                     *         }
                     *       ],
                     *       "configuration": {
                     *         "rank": 1,
                     *         "alpha": 1,
                     *         "steps": 1,
                     *         "batchRows": 1,
                     *         "peakLearningRate": 0.5,
                     *         "warmupSteps": 1,
                     *         "maxTokens": 1,
                     *         "seed": 1,
                     *         "recipe": "rows",
                     *         "targetModules": [
                     *           "a text"
                     *         ],
                     *         "layersToTransform": [
                     *           1
                     *         ],
                     *         "useRslora": true,
                     *         "lrSchedulerType": "cosine",
                     *         "weightDecay": 0.5,
                     *         "maxGradNorm": 0.5,
                     *         "gradientAccumulationSteps": 1,
                     *         "anchorWeight": 0.5,
                     *         "dpoBeta": 0.5,
                     *         "earlyStoppingPatience": 1
                     *       },
                     *       "lossCurve": [
                     *         [
                     *           0.5
                     *         ]
                     *       ],
                     *       "looks": [
                     *         {
                     *           "step": 1,
                     *           "heldOutLoss": 0.5,
                     *           "samples": [
                     *             {
                     *               "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *               "answer": "a text"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "lossBefore": 0.5,
                     *       "lossAfter": 0.5,
                     *       "heldOutLossBefore": 0.5,
                     *       "heldOutLossAfter": 0.5,
                     *       "smoothPpm": 250000,
                     *       "smoothnessAdvice": "a text",
                     *       "gateNanonats": 1,
                     *       "live": true,
                     *       "version": 1,
                     *       "seconds": 0.5,
                     *       "baseDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "adapterDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "message": "a text",
                     *       "heldOutPpm": 250000,
                     *       "rewardGwei": 120000,
                     *       "createdMillis": 1790000000000
                     *     }
                     */
                    "application/json": components["schemas"]["RunDetail"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    modelRunCancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The run's id.
                 * @example a2db20749583465f
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "name": "a text",
                     *       "owner": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "ownerName": "Ada",
                     *       "state": "queued",
                     *       "paused": true,
                     *       "progressPpm": 250000,
                     *       "attributionPpm": 250000,
                     *       "valuePpm": 250000,
                     *       "step": 1,
                     *       "stepsTaken": 1,
                     *       "phases": [
                     *         {
                     *           "phase": "training",
                     *           "adapterSteps": 1,
                     *           "expectedSeconds": 0.5,
                     *           "donePpm": 250000,
                     *           "secondsLeft": 0.5
                     *         }
                     *       ],
                     *       "trainedTokens": 1,
                     *       "tokensASecond": 0.5,
                     *       "versions": [
                     *         {
                     *           "datanet": "1",
                     *           "number": 1
                     *         }
                     *       ],
                     *       "configuration": {
                     *         "rank": 1,
                     *         "alpha": 1,
                     *         "steps": 1,
                     *         "batchRows": 1,
                     *         "peakLearningRate": 0.5,
                     *         "warmupSteps": 1,
                     *         "maxTokens": 1,
                     *         "seed": 1,
                     *         "recipe": "rows",
                     *         "targetModules": [
                     *           "a text"
                     *         ],
                     *         "layersToTransform": [
                     *           1
                     *         ],
                     *         "useRslora": true,
                     *         "lrSchedulerType": "cosine",
                     *         "weightDecay": 0.5,
                     *         "maxGradNorm": 0.5,
                     *         "gradientAccumulationSteps": 1,
                     *         "anchorWeight": 0.5,
                     *         "dpoBeta": 0.5,
                     *         "earlyStoppingPatience": 1
                     *       },
                     *       "lossCurve": [
                     *         [
                     *           0.5
                     *         ]
                     *       ],
                     *       "looks": [
                     *         {
                     *           "step": 1,
                     *           "heldOutLoss": 0.5,
                     *           "samples": [
                     *             {
                     *               "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *               "answer": "a text"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "lossBefore": 0.5,
                     *       "lossAfter": 0.5,
                     *       "heldOutLossBefore": 0.5,
                     *       "heldOutLossAfter": 0.5,
                     *       "smoothPpm": 250000,
                     *       "smoothnessAdvice": "a text",
                     *       "gateNanonats": 1,
                     *       "live": true,
                     *       "version": 1,
                     *       "seconds": 0.5,
                     *       "baseDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "adapterDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "message": "a text",
                     *       "heldOutPpm": 250000,
                     *       "rewardGwei": 120000,
                     *       "createdMillis": 1790000000000
                     *     }
                     */
                    "application/json": components["schemas"]["RunDetail"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    modelRunRetrain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The run's id.
                 * @example a2db20749583465f
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "name": "a text",
                     *       "owner": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "ownerName": "Ada",
                     *       "state": "queued",
                     *       "paused": true,
                     *       "progressPpm": 250000,
                     *       "attributionPpm": 250000,
                     *       "valuePpm": 250000,
                     *       "step": 1,
                     *       "stepsTaken": 1,
                     *       "phases": [
                     *         {
                     *           "phase": "training",
                     *           "adapterSteps": 1,
                     *           "expectedSeconds": 0.5,
                     *           "donePpm": 250000,
                     *           "secondsLeft": 0.5
                     *         }
                     *       ],
                     *       "trainedTokens": 1,
                     *       "tokensASecond": 0.5,
                     *       "versions": [
                     *         {
                     *           "datanet": "1",
                     *           "number": 1
                     *         }
                     *       ],
                     *       "configuration": {
                     *         "rank": 1,
                     *         "alpha": 1,
                     *         "steps": 1,
                     *         "batchRows": 1,
                     *         "peakLearningRate": 0.5,
                     *         "warmupSteps": 1,
                     *         "maxTokens": 1,
                     *         "seed": 1,
                     *         "recipe": "rows",
                     *         "targetModules": [
                     *           "a text"
                     *         ],
                     *         "layersToTransform": [
                     *           1
                     *         ],
                     *         "useRslora": true,
                     *         "lrSchedulerType": "cosine",
                     *         "weightDecay": 0.5,
                     *         "maxGradNorm": 0.5,
                     *         "gradientAccumulationSteps": 1,
                     *         "anchorWeight": 0.5,
                     *         "dpoBeta": 0.5,
                     *         "earlyStoppingPatience": 1
                     *       },
                     *       "lossCurve": [
                     *         [
                     *           0.5
                     *         ]
                     *       ],
                     *       "looks": [
                     *         {
                     *           "step": 1,
                     *           "heldOutLoss": 0.5,
                     *           "samples": [
                     *             {
                     *               "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *               "answer": "a text"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "lossBefore": 0.5,
                     *       "lossAfter": 0.5,
                     *       "heldOutLossBefore": 0.5,
                     *       "heldOutLossAfter": 0.5,
                     *       "smoothPpm": 250000,
                     *       "smoothnessAdvice": "a text",
                     *       "gateNanonats": 1,
                     *       "live": true,
                     *       "version": 1,
                     *       "seconds": 0.5,
                     *       "baseDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "adapterDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "message": "a text",
                     *       "heldOutPpm": 250000,
                     *       "rewardGwei": 120000,
                     *       "createdMillis": 1790000000000
                     *     }
                     */
                    "application/json": components["schemas"]["RunDetail"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            402: components["responses"]["Refusal402"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    modelRunPause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The run's id.
                 * @example a2db20749583465f
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "name": "a text",
                     *       "owner": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "ownerName": "Ada",
                     *       "state": "queued",
                     *       "paused": true,
                     *       "progressPpm": 250000,
                     *       "attributionPpm": 250000,
                     *       "valuePpm": 250000,
                     *       "step": 1,
                     *       "stepsTaken": 1,
                     *       "phases": [
                     *         {
                     *           "phase": "training",
                     *           "adapterSteps": 1,
                     *           "expectedSeconds": 0.5,
                     *           "donePpm": 250000,
                     *           "secondsLeft": 0.5
                     *         }
                     *       ],
                     *       "trainedTokens": 1,
                     *       "tokensASecond": 0.5,
                     *       "versions": [
                     *         {
                     *           "datanet": "1",
                     *           "number": 1
                     *         }
                     *       ],
                     *       "configuration": {
                     *         "rank": 1,
                     *         "alpha": 1,
                     *         "steps": 1,
                     *         "batchRows": 1,
                     *         "peakLearningRate": 0.5,
                     *         "warmupSteps": 1,
                     *         "maxTokens": 1,
                     *         "seed": 1,
                     *         "recipe": "rows",
                     *         "targetModules": [
                     *           "a text"
                     *         ],
                     *         "layersToTransform": [
                     *           1
                     *         ],
                     *         "useRslora": true,
                     *         "lrSchedulerType": "cosine",
                     *         "weightDecay": 0.5,
                     *         "maxGradNorm": 0.5,
                     *         "gradientAccumulationSteps": 1,
                     *         "anchorWeight": 0.5,
                     *         "dpoBeta": 0.5,
                     *         "earlyStoppingPatience": 1
                     *       },
                     *       "lossCurve": [
                     *         [
                     *           0.5
                     *         ]
                     *       ],
                     *       "looks": [
                     *         {
                     *           "step": 1,
                     *           "heldOutLoss": 0.5,
                     *           "samples": [
                     *             {
                     *               "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *               "answer": "a text"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "lossBefore": 0.5,
                     *       "lossAfter": 0.5,
                     *       "heldOutLossBefore": 0.5,
                     *       "heldOutLossAfter": 0.5,
                     *       "smoothPpm": 250000,
                     *       "smoothnessAdvice": "a text",
                     *       "gateNanonats": 1,
                     *       "live": true,
                     *       "version": 1,
                     *       "seconds": 0.5,
                     *       "baseDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "adapterDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "message": "a text",
                     *       "heldOutPpm": 250000,
                     *       "rewardGwei": 120000,
                     *       "createdMillis": 1790000000000
                     *     }
                     */
                    "application/json": components["schemas"]["RunDetail"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    modelRunResume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The run's id.
                 * @example a2db20749583465f
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "name": "a text",
                     *       "owner": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "ownerName": "Ada",
                     *       "state": "queued",
                     *       "paused": true,
                     *       "progressPpm": 250000,
                     *       "attributionPpm": 250000,
                     *       "valuePpm": 250000,
                     *       "step": 1,
                     *       "stepsTaken": 1,
                     *       "phases": [
                     *         {
                     *           "phase": "training",
                     *           "adapterSteps": 1,
                     *           "expectedSeconds": 0.5,
                     *           "donePpm": 250000,
                     *           "secondsLeft": 0.5
                     *         }
                     *       ],
                     *       "trainedTokens": 1,
                     *       "tokensASecond": 0.5,
                     *       "versions": [
                     *         {
                     *           "datanet": "1",
                     *           "number": 1
                     *         }
                     *       ],
                     *       "configuration": {
                     *         "rank": 1,
                     *         "alpha": 1,
                     *         "steps": 1,
                     *         "batchRows": 1,
                     *         "peakLearningRate": 0.5,
                     *         "warmupSteps": 1,
                     *         "maxTokens": 1,
                     *         "seed": 1,
                     *         "recipe": "rows",
                     *         "targetModules": [
                     *           "a text"
                     *         ],
                     *         "layersToTransform": [
                     *           1
                     *         ],
                     *         "useRslora": true,
                     *         "lrSchedulerType": "cosine",
                     *         "weightDecay": 0.5,
                     *         "maxGradNorm": 0.5,
                     *         "gradientAccumulationSteps": 1,
                     *         "anchorWeight": 0.5,
                     *         "dpoBeta": 0.5,
                     *         "earlyStoppingPatience": 1
                     *       },
                     *       "lossCurve": [
                     *         [
                     *           0.5
                     *         ]
                     *       ],
                     *       "looks": [
                     *         {
                     *           "step": 1,
                     *           "heldOutLoss": 0.5,
                     *           "samples": [
                     *             {
                     *               "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *               "answer": "a text"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "lossBefore": 0.5,
                     *       "lossAfter": 0.5,
                     *       "heldOutLossBefore": 0.5,
                     *       "heldOutLossAfter": 0.5,
                     *       "smoothPpm": 250000,
                     *       "smoothnessAdvice": "a text",
                     *       "gateNanonats": 1,
                     *       "live": true,
                     *       "version": 1,
                     *       "seconds": 0.5,
                     *       "baseDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "adapterDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "message": "a text",
                     *       "heldOutPpm": 250000,
                     *       "rewardGwei": 120000,
                     *       "createdMillis": 1790000000000
                     *     }
                     */
                    "application/json": components["schemas"]["RunDetail"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    modelRunEvaluations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The run's id.
                 * @example a2db20749583465f
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "id": "1",
                     *           "name": "a text",
                     *           "datanet": "1",
                     *           "number": 1,
                     *           "state": "waiting",
                     *           "refusal": "a text",
                     *           "measured": {
                     *             "learnt": true,
                     *             "rows": 1,
                     *             "tokens": 1,
                     *             "lossBase": 0.5,
                     *             "lossModel": 0.5,
                     *             "perplexityBase": 0.5,
                     *             "perplexityModel": 0.5,
                     *             "asked": 1,
                     *             "answerTokens": 1,
                     *             "base": {
                     *               "exactMatchPpm": 250000,
                     *               "f1Ppm": 250000
                     *             },
                     *             "model": {
                     *               "exactMatchPpm": 250000,
                     *               "f1Ppm": 250000
                     *             },
                     *             "contaminationWords": 1,
                     *             "repeatedRows": 1,
                     *             "repeated": [
                     *               {
                     *                 "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *                 "text": "a text",
                     *                 "partPpm": 250000
                     *               }
                     *             ],
                     *             "answers": [
                     *               {
                     *                 "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *                 "text": "a text",
                     *                 "base": "a text",
                     *                 "model": "kitchen-1",
                     *                 "ofBase": {
                     *                   "exactMatchPpm": 250000,
                     *                   "f1Ppm": 250000
                     *                 },
                     *                 "ofModel": {
                     *                   "exactMatchPpm": 250000,
                     *                   "f1Ppm": 250000
                     *                 }
                     *               }
                     *             ]
                     *           },
                     *           "digest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["EvaluationList"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    modelRunEvaluate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The run's id.
                 * @example a2db20749583465f
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "common knowledge",
                 *       "datanet": "1",
                 *       "number": 1,
                 *       "lines": "a text"
                 *     }
                 */
                "application/json": components["schemas"]["NewEvaluation"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "name": "a text",
                     *       "datanet": "1",
                     *       "number": 1,
                     *       "state": "waiting",
                     *       "refusal": "a text",
                     *       "measured": {
                     *         "learnt": true,
                     *         "rows": 1,
                     *         "tokens": 1,
                     *         "lossBase": 0.5,
                     *         "lossModel": 0.5,
                     *         "perplexityBase": 0.5,
                     *         "perplexityModel": 0.5,
                     *         "asked": 1,
                     *         "answerTokens": 1,
                     *         "base": {
                     *           "exactMatchPpm": 250000,
                     *           "f1Ppm": 250000
                     *         },
                     *         "model": {
                     *           "exactMatchPpm": 250000,
                     *           "f1Ppm": 250000
                     *         },
                     *         "contaminationWords": 1,
                     *         "repeatedRows": 1,
                     *         "repeated": [
                     *           {
                     *             "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *             "text": "a text",
                     *             "partPpm": 250000
                     *           }
                     *         ],
                     *         "answers": [
                     *           {
                     *             "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *             "text": "a text",
                     *             "base": "a text",
                     *             "model": "kitchen-1",
                     *             "ofBase": {
                     *               "exactMatchPpm": 250000,
                     *               "f1Ppm": 250000
                     *             },
                     *             "ofModel": {
                     *               "exactMatchPpm": 250000,
                     *               "f1Ppm": 250000
                     *             }
                     *           }
                     *         ]
                     *       },
                     *       "digest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
                     *     }
                     */
                    "application/json": components["schemas"]["EvaluationDetail"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    modelRunDeploy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The run's id.
                 * @example a2db20749583465f
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "name": "a text",
                     *       "owner": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "ownerName": "Ada",
                     *       "state": "queued",
                     *       "paused": true,
                     *       "progressPpm": 250000,
                     *       "attributionPpm": 250000,
                     *       "valuePpm": 250000,
                     *       "step": 1,
                     *       "stepsTaken": 1,
                     *       "phases": [
                     *         {
                     *           "phase": "training",
                     *           "adapterSteps": 1,
                     *           "expectedSeconds": 0.5,
                     *           "donePpm": 250000,
                     *           "secondsLeft": 0.5
                     *         }
                     *       ],
                     *       "trainedTokens": 1,
                     *       "tokensASecond": 0.5,
                     *       "versions": [
                     *         {
                     *           "datanet": "1",
                     *           "number": 1
                     *         }
                     *       ],
                     *       "configuration": {
                     *         "rank": 1,
                     *         "alpha": 1,
                     *         "steps": 1,
                     *         "batchRows": 1,
                     *         "peakLearningRate": 0.5,
                     *         "warmupSteps": 1,
                     *         "maxTokens": 1,
                     *         "seed": 1,
                     *         "recipe": "rows",
                     *         "targetModules": [
                     *           "a text"
                     *         ],
                     *         "layersToTransform": [
                     *           1
                     *         ],
                     *         "useRslora": true,
                     *         "lrSchedulerType": "cosine",
                     *         "weightDecay": 0.5,
                     *         "maxGradNorm": 0.5,
                     *         "gradientAccumulationSteps": 1,
                     *         "anchorWeight": 0.5,
                     *         "dpoBeta": 0.5,
                     *         "earlyStoppingPatience": 1
                     *       },
                     *       "lossCurve": [
                     *         [
                     *           0.5
                     *         ]
                     *       ],
                     *       "looks": [
                     *         {
                     *           "step": 1,
                     *           "heldOutLoss": 0.5,
                     *           "samples": [
                     *             {
                     *               "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *               "answer": "a text"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "lossBefore": 0.5,
                     *       "lossAfter": 0.5,
                     *       "heldOutLossBefore": 0.5,
                     *       "heldOutLossAfter": 0.5,
                     *       "smoothPpm": 250000,
                     *       "smoothnessAdvice": "a text",
                     *       "gateNanonats": 1,
                     *       "live": true,
                     *       "version": 1,
                     *       "seconds": 0.5,
                     *       "baseDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "adapterDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "message": "a text",
                     *       "heldOutPpm": 250000,
                     *       "rewardGwei": 120000,
                     *       "createdMillis": 1790000000000
                     *     }
                     */
                    "application/json": components["schemas"]["RunDetail"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    modelRunValue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The run's id.
                 * @example a2db20749583465f
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "run": "a2db20749583465f",
                     *       "model": "kitchen-1",
                     *       "state": "waiting",
                     *       "heldOut": 1,
                     *       "lossBefore": 0.5,
                     *       "lossAfter": 0.5,
                     *       "digest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "refusal": "a text",
                     *       "rewardGwei": 120000,
                     *       "unpaid": "a text",
                     *       "paidGwei": 120000,
                     *       "commonsGwei": 120000
                     *     }
                     */
                    "application/json": components["schemas"]["RunValueDetail"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    modelRunContributors: {
        parameters: {
            query?: {
                /**
                 * @description Text that they contain.
                 * @example a text
                 */
                q?: string;
                /**
                 * @description Their order; a minus stands before what comes largest first.
                 * @example contributor
                 */
                sort?: "contributor" | "-contributor" | "rows" | "-rows" | "nanonats" | "-nanonats" | "low" | "-low" | "high" | "-high" | "gwei" | "-gwei";
                /**
                 * @description How many to leave out before.
                 * @example 0
                 */
                offset?: number;
                /**
                 * @description How many at most.
                 * @example 100
                 */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The run's id.
                 * @example a2db20749583465f
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *           "contributorName": "Ada",
                     *           "rows": 1,
                     *           "nanonats": 1,
                     *           "low": 1,
                     *           "high": 1,
                     *           "gwei": 120000
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ContributorValues"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    modelRunValuedRows: {
        parameters: {
            query?: {
                /**
                 * @description Text that they contain.
                 * @example a text
                 */
                q?: string;
                /**
                 * @description The Datanet's number.
                 * @example 1
                 */
                datanet?: string;
                /**
                 * @description The address that gave them.
                 * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
                 */
                contributor?: string;
                /**
                 * @description Their order; a minus stands before what comes largest first.
                 * @example contributor
                 */
                sort?: "contributor" | "-contributor" | "nanonats" | "-nanonats";
                /**
                 * @description How many to leave out before.
                 * @example 0
                 */
                offset?: number;
                /**
                 * @description How many at most.
                 * @example 20
                 */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The run's id.
                 * @example a2db20749583465f
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *           "contributorName": "Ada",
                     *           "nanonats": 1,
                     *           "row": {
                     *             "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *             "text": "a text",
                     *             "metadata": {
                     *               "source": "own notes"
                     *             },
                     *             "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *             "contributorName": "Ada",
                     *             "datanet": "1",
                     *             "datanetName": "Kitchen questions",
                     *             "version": 1,
                     *             "position": 1,
                     *             "licence": "CC-BY-4.0",
                     *             "status": "a text",
                     *             "reason": "a text",
                     *             "leader": "a text",
                     *             "earnedGwei": 120000
                     *           }
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ValuedRows"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    modelRunValues: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The run's id.
                 * @example a2db20749583465f
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Canonical JSON, as it was digested. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    modelValues: {
        parameters: {
            query?: {
                /**
                 * @description Text that they contain.
                 * @example a text
                 */
                q?: string;
                /**
                 * @description A Datanet's number.
                 * @example 1
                 */
                datanet?: number;
                /**
                 * @description A row's leaf.
                 * @example 4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1
                 */
                row?: string;
                /**
                 * @description An address.
                 * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
                 */
                contributor?: string;
                /**
                 * @description Their order; a minus stands before what comes largest first.
                 * @example model
                 */
                sort?: "model" | "-model" | "contributor" | "-contributor" | "nanonats" | "-nanonats";
                /**
                 * @description How many to leave out before.
                 * @example 0
                 */
                offset?: number;
                /**
                 * @description How many at most.
                 * @example 100
                 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "model": "kitchen-1",
                     *           "run": "a2db20749583465f",
                     *           "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *           "contributorName": "Ada",
                     *           "nanonats": 1,
                     *           "low": 1,
                     *           "high": 1
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ModelValues"];
                };
            };
            400: components["responses"]["Refusal400"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    receiptList: {
        parameters: {
            query?: {
                /**
                 * @description Text that they contain.
                 * @example a text
                 */
                q?: string;
                /**
                 * @description The model that answered.
                 * @example kitchen-1
                 */
                model?: string;
                /**
                 * @description How far they are.
                 * @example admitted
                 */
                state?: "admitted" | "answered" | "receipted";
                /**
                 * @description The address that paid.
                 * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
                 */
                payer?: string;
                /**
                 * @description Their order; a minus stands before what comes largest first.
                 * @example model
                 */
                sort?: "model" | "-model" | "state" | "-state" | "feeGwei" | "-feeGwei" | "timeMillis" | "-timeMillis";
                /**
                 * @description How many to leave out before.
                 * @example 0
                 */
                offset?: number;
                /**
                 * @description How many at most.
                 * @example 50
                 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "id": "1",
                     *           "state": "admitted",
                     *           "timeMillis": 1790000000000,
                     *           "model": "kitchen-1",
                     *           "question": "a text",
                     *           "answer": "a text",
                     *           "feeGwei": 120000,
                     *           "dataPpm": 250000,
                     *           "basePpm": 250000,
                     *           "unattributedPpm": 250000
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ReceiptList"];
                };
            };
            400: components["responses"]["Refusal400"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    receiptShow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The receipt's id, 32 hexadecimal digits.
                 * @example 0f3c5a2e9b7d41688c1fa0d3b5e79246
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "state": "admitted",
                     *       "timeMillis": 1790000000000,
                     *       "model": "kitchen-1",
                     *       "payer": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "question": "a text",
                     *       "prompt": "a text",
                     *       "answer": "a text",
                     *       "tokens": [
                     *         {
                     *           "text": "a text",
                     *           "start": 1,
                     *           "end": 1,
                     *           "bits": 0.5
                     *         }
                     *       ],
                     *       "receipt": {
                     *         "schema": "a text",
                     *         "id": "1",
                     *         "timeMillis": 1790000000000,
                     *         "operator": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *         "payer": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *         "chain": {
                     *           "id": 1,
                     *           "escrow": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "anchor": "a text",
                     *           "distributor": "a text"
                     *         },
                     *         "log": {
                     *           "origin": "a text",
                     *           "key": "a text"
                     *         },
                     *         "model": {
                     *           "name": "a text",
                     *           "token": "a text",
                     *           "baseDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "adapterDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "tokenizerDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "run": "a2db20749583465f",
                     *           "versions": [
                     *             {
                     *               "datanet": "1",
                     *               "number": 1,
                     *               "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
                     *             }
                     *           ]
                     *         },
                     *         "request": {
                     *           "digest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "tokens": 1,
                     *           "maxTokens": 1,
                     *           "temperaturePpm": 250000,
                     *           "seed": 1
                     *         },
                     *         "answer": {
                     *           "digest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "tokens": 1,
                     *           "finish": "stop"
                     *         },
                     *         "attribution": {
                     *           "method": "a text",
                     *           "code": "a text",
                     *           "ready": "before-answer",
                     *           "influenceDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "indexDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "seed": 1,
                     *           "tolerancePpm": 250000,
                     *           "shares": [
                     *             {
                     *               "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *               "ppm": 1,
                     *               "shapedPpm": 250000,
                     *               "supportPpm": 250000,
                     *               "effectNanonats": 1,
                     *               "lowNanonats": 1,
                     *               "highNanonats": 1,
                     *               "rows": [
                     *                 {
                     *                   "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *                   "datanet": "1",
                     *                   "scorePpm": 250000
                     *                 }
                     *               ],
                     *               "spans": [
                     *                 {
                     *                   "start": 1,
                     *                   "length": 1,
                     *                   "count": 1,
                     *                   "rows": [
                     *                     "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
                     *                   ]
                     *                 }
                     *               ]
                     *             }
                     *           ],
                     *           "basePpm": 250000,
                     *           "unattributedPpm": 250000,
                     *           "confidencePpm": 250000,
                     *           "deltaNanonats": 1,
                     *           "otherSeeds": {
                     *             "factorPpm": 250000,
                     *             "commonPpm": 250000,
                     *             "foreseen": [
                     *               "a text"
                     *             ]
                     *           }
                     *         },
                     *         "retrieval": {
                     *           "method": "a text",
                     *           "start": 1,
                     *           "end": 1,
                     *           "searched": [
                     *             {
                     *               "datanet": "1",
                     *               "number": 1,
                     *               "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *               "indexDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
                     *             }
                     *           ],
                     *           "sources": [
                     *             {
                     *               "number": 1,
                     *               "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *               "datanet": "1",
                     *               "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *               "start": 1,
                     *               "end": 1,
                     *               "effectNanonats": 1,
                     *               "lowNanonats": 1,
                     *               "highNanonats": 1
                     *             }
                     *           ],
                     *           "datanets": [
                     *             "1"
                     *           ]
                     *         },
                     *         "fee": {
                     *           "totalGwei": 120000,
                     *           "splitBps": {
                     *             "treasury": 1,
                     *             "stakers": 1,
                     *             "operator": 1,
                     *             "base": 1,
                     *             "developer": 1,
                     *             "data": 1
                     *           },
                     *           "rule": "a text"
                     *         },
                     *         "payments": [
                     *           {
                     *             "account": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *             "role": "treasury",
                     *             "gwei": 120000
                     *           }
                     *         ],
                     *         "evidence": "a text",
                     *         "upstream": {
                     *           "name": "a text",
                     *           "differenceNanonats": 1,
                     *           "toleranceNanonats": 1
                     *         },
                     *         "withheld": {
                     *           "minimumPpm": 250000
                     *         }
                     *       },
                     *       "signature": "0x4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b14c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b11b",
                     *       "evidence": {
                     *         "start": 1,
                     *         "end": 1,
                     *         "shares": [
                     *           {
                     *             "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *             "rows": [
                     *               {
                     *                 "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *                 "datanet": "1",
                     *                 "scorePpm": 250000
                     *               }
                     *             ],
                     *             "spans": [
                     *               {
                     *                 "start": 1,
                     *                 "length": 1,
                     *                 "count": 1,
                     *                 "rows": [
                     *                   "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
                     *                 ]
                     *               }
                     *             ]
                     *           }
                     *         ],
                     *         "sources": [
                     *           {
                     *             "number": 1,
                     *             "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *             "datanet": "1",
                     *             "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *             "start": 1,
                     *             "end": 1,
                     *             "effectNanonats": 1,
                     *             "lowNanonats": 1,
                     *             "highNanonats": 1
                     *           }
                     *         ]
                     *       },
                     *       "rows": {
                     *         "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1": {
                     *           "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "text": "a text",
                     *           "metadata": {
                     *             "source": "own notes"
                     *           },
                     *           "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *           "contributorName": "Ada",
                     *           "datanet": "1",
                     *           "datanetName": "Kitchen questions",
                     *           "version": 1,
                     *           "position": 1,
                     *           "licence": "CC-BY-4.0",
                     *           "status": "a text",
                     *           "reason": "a text",
                     *           "leader": "a text",
                     *           "earnedGwei": 120000
                     *         }
                     *       },
                     *       "names": {
                     *         "0x70997970c51812dc3a010c7d01b50e0d17dc79c8": "a text"
                     *       },
                     *       "epoch": {
                     *         "number": 1,
                     *         "state": "a text"
                     *       },
                     *       "proof": {
                     *         "index": 1
                     *       },
                     *       "anchored": true,
                     *       "failure": "a text",
                     *       "marks": {
                     *         "user": "user-17",
                     *         "safety_identifier": "a text",
                     *         "metadata": {
                     *           "batch": "7"
                     *         }
                     *       },
                     *       "sees": "all",
                     *       "erased": {
                     *         "timeMillis": 1790000000000,
                     *         "by": "a text",
                     *         "logIndex": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ReceiptDetail"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    receiptFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The receipt's id, 32 hexadecimal digits.
                 * @example 0f3c5a2e9b7d41688c1fa0d3b5e79246
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sealed file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptFileContent"];
                };
            };
            400: components["responses"]["Refusal400"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    receiptErase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The receipt's id, 32 hexadecimal digits.
                 * @example 0f3c5a2e9b7d41688c1fa0d3b5e79246
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "state": "admitted",
                     *       "timeMillis": 1790000000000,
                     *       "model": "kitchen-1",
                     *       "payer": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "question": "a text",
                     *       "prompt": "a text",
                     *       "answer": "a text",
                     *       "tokens": [
                     *         {
                     *           "text": "a text",
                     *           "start": 1,
                     *           "end": 1,
                     *           "bits": 0.5
                     *         }
                     *       ],
                     *       "receipt": {
                     *         "schema": "a text",
                     *         "id": "1",
                     *         "timeMillis": 1790000000000,
                     *         "operator": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *         "payer": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *         "chain": {
                     *           "id": 1,
                     *           "escrow": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "anchor": "a text",
                     *           "distributor": "a text"
                     *         },
                     *         "log": {
                     *           "origin": "a text",
                     *           "key": "a text"
                     *         },
                     *         "model": {
                     *           "name": "a text",
                     *           "token": "a text",
                     *           "baseDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "adapterDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "tokenizerDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "run": "a2db20749583465f",
                     *           "versions": [
                     *             {
                     *               "datanet": "1",
                     *               "number": 1,
                     *               "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
                     *             }
                     *           ]
                     *         },
                     *         "request": {
                     *           "digest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "tokens": 1,
                     *           "maxTokens": 1,
                     *           "temperaturePpm": 250000,
                     *           "seed": 1
                     *         },
                     *         "answer": {
                     *           "digest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "tokens": 1,
                     *           "finish": "stop"
                     *         },
                     *         "attribution": {
                     *           "method": "a text",
                     *           "code": "a text",
                     *           "ready": "before-answer",
                     *           "influenceDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "indexDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "seed": 1,
                     *           "tolerancePpm": 250000,
                     *           "shares": [
                     *             {
                     *               "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *               "ppm": 1,
                     *               "shapedPpm": 250000,
                     *               "supportPpm": 250000,
                     *               "effectNanonats": 1,
                     *               "lowNanonats": 1,
                     *               "highNanonats": 1,
                     *               "rows": [
                     *                 {
                     *                   "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *                   "datanet": "1",
                     *                   "scorePpm": 250000
                     *                 }
                     *               ],
                     *               "spans": [
                     *                 {
                     *                   "start": 1,
                     *                   "length": 1,
                     *                   "count": 1,
                     *                   "rows": [
                     *                     "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
                     *                   ]
                     *                 }
                     *               ]
                     *             }
                     *           ],
                     *           "basePpm": 250000,
                     *           "unattributedPpm": 250000,
                     *           "confidencePpm": 250000,
                     *           "deltaNanonats": 1,
                     *           "otherSeeds": {
                     *             "factorPpm": 250000,
                     *             "commonPpm": 250000,
                     *             "foreseen": [
                     *               "a text"
                     *             ]
                     *           }
                     *         },
                     *         "retrieval": {
                     *           "method": "a text",
                     *           "start": 1,
                     *           "end": 1,
                     *           "searched": [
                     *             {
                     *               "datanet": "1",
                     *               "number": 1,
                     *               "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *               "indexDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
                     *             }
                     *           ],
                     *           "sources": [
                     *             {
                     *               "number": 1,
                     *               "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *               "datanet": "1",
                     *               "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *               "start": 1,
                     *               "end": 1,
                     *               "effectNanonats": 1,
                     *               "lowNanonats": 1,
                     *               "highNanonats": 1
                     *             }
                     *           ],
                     *           "datanets": [
                     *             "1"
                     *           ]
                     *         },
                     *         "fee": {
                     *           "totalGwei": 120000,
                     *           "splitBps": {
                     *             "treasury": 1,
                     *             "stakers": 1,
                     *             "operator": 1,
                     *             "base": 1,
                     *             "developer": 1,
                     *             "data": 1
                     *           },
                     *           "rule": "a text"
                     *         },
                     *         "payments": [
                     *           {
                     *             "account": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *             "role": "treasury",
                     *             "gwei": 120000
                     *           }
                     *         ],
                     *         "evidence": "a text",
                     *         "upstream": {
                     *           "name": "a text",
                     *           "differenceNanonats": 1,
                     *           "toleranceNanonats": 1
                     *         },
                     *         "withheld": {
                     *           "minimumPpm": 250000
                     *         }
                     *       },
                     *       "signature": "0x4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b14c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b11b",
                     *       "evidence": {
                     *         "start": 1,
                     *         "end": 1,
                     *         "shares": [
                     *           {
                     *             "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *             "rows": [
                     *               {
                     *                 "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *                 "datanet": "1",
                     *                 "scorePpm": 250000
                     *               }
                     *             ],
                     *             "spans": [
                     *               {
                     *                 "start": 1,
                     *                 "length": 1,
                     *                 "count": 1,
                     *                 "rows": [
                     *                   "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
                     *                 ]
                     *               }
                     *             ]
                     *           }
                     *         ],
                     *         "sources": [
                     *           {
                     *             "number": 1,
                     *             "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *             "datanet": "1",
                     *             "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *             "start": 1,
                     *             "end": 1,
                     *             "effectNanonats": 1,
                     *             "lowNanonats": 1,
                     *             "highNanonats": 1
                     *           }
                     *         ]
                     *       },
                     *       "rows": {
                     *         "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1": {
                     *           "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "text": "a text",
                     *           "metadata": {
                     *             "source": "own notes"
                     *           },
                     *           "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *           "contributorName": "Ada",
                     *           "datanet": "1",
                     *           "datanetName": "Kitchen questions",
                     *           "version": 1,
                     *           "position": 1,
                     *           "licence": "CC-BY-4.0",
                     *           "status": "a text",
                     *           "reason": "a text",
                     *           "leader": "a text",
                     *           "earnedGwei": 120000
                     *         }
                     *       },
                     *       "names": {
                     *         "0x70997970c51812dc3a010c7d01b50e0d17dc79c8": "a text"
                     *       },
                     *       "epoch": {
                     *         "number": 1,
                     *         "state": "a text"
                     *       },
                     *       "proof": {
                     *         "index": 1
                     *       },
                     *       "anchored": true,
                     *       "failure": "a text",
                     *       "marks": {
                     *         "user": "user-17",
                     *         "safety_identifier": "a text",
                     *         "metadata": {
                     *           "batch": "7"
                     *         }
                     *       },
                     *       "sees": "all",
                     *       "erased": {
                     *         "timeMillis": 1790000000000,
                     *         "by": "a text",
                     *         "logIndex": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ReceiptDetail"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    receiptRecompute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The receipt's id, 32 hexadecimal digits.
                 * @example 0f3c5a2e9b7d41688c1fa0d3b5e79246
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "same": true,
                     *       "differencePpm": 250000,
                     *       "says": "a text"
                     *     }
                     */
                    "application/json": components["schemas"]["RecomputedAttribution"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    receiptFeedback: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The receipt's id, 32 hexadecimal digits.
                 * @example 0f3c5a2e9b7d41688c1fa0d3b5e79246
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "datanet": "1",
                 *       "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                 *       "rating": "good",
                 *       "better": "Feed it once a day.",
                 *       "worse": "a text"
                 *     }
                 */
                "application/json": components["schemas"]["Feedback"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "datanet": "1",
                     *       "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "state": "screened",
                     *       "rowsSubmitted": 1,
                     *       "rowsPassed": 1,
                     *       "rowsAccepted": 1,
                     *       "rowsRejected": 1,
                     *       "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "timeMillis": 1790000000000,
                     *       "file": "a text",
                     *       "mapping": "a text",
                     *       "typedData": {}
                     *     }
                     */
                    "application/json": components["schemas"]["ScreenedContribution"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    receiptTrace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The receipt's id, 32 hexadecimal digits.
                 * @example 0f3c5a2e9b7d41688c1fa0d3b5e79246
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "receipt": "0f3c5a2e9b7d41688c1fa0d3b5e79246",
                     *       "run": "a2db20749583465f",
                     *       "contributors": [
                     *         {
                     *           "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *           "rows": 1,
                     *           "effectNanonats": 1,
                     *           "receiptEffectNanonats": 1
                     *         }
                     *       ],
                     *       "rows": [
                     *         {
                     *           "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *           "effectNanonats": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/x-ndjson": components["schemas"]["TraceStep"] | components["schemas"]["TraceResult"] | components["schemas"]["ProblemLine"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    accountList: {
        parameters: {
            query?: {
                /**
                 * @description Text that they contain.
                 * @example a text
                 */
                q?: string;
                /**
                 * @description Their order; a minus stands before what comes largest first.
                 * @example name
                 */
                sort?: "name" | "-name" | "address" | "-address";
                /**
                 * @description How many to leave out before.
                 * @example 0
                 */
                offset?: number;
                /**
                 * @description How many at most.
                 * @example 100
                 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "address": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *           "name": "a text"
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["AccountList"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    accountCreate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "a text"
                 *     }
                 */
                "application/json": components["schemas"]["NewAccount"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "address": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "name": "a text"
                     *     }
                     */
                    "application/json": components["schemas"]["AccountLine"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    accountShow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The account's address.
                 * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
                 */
                address: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "address": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "name": "a text",
                     *       "earnedGwei": 120000,
                     *       "settledGwei": 120000,
                     *       "claimableGwei": 120000,
                     *       "dueGwei": 120000,
                     *       "claimedGwei": 120000,
                     *       "waitingGwei": 120000,
                     *       "depositGwei": 120000
                     *     }
                     */
                    "application/json": components["schemas"]["AccountDetail"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    accountStatement: {
        parameters: {
            query?: {
                /**
                 * @description Text that they contain.
                 * @example a text
                 */
                q?: string;
                /**
                 * @description As what it was paid.
                 * @example contributor
                 */
                role?: "contributor" | "waiting" | "developer" | "base" | "operator" | "treasury" | "stakers" | "commons";
                /**
                 * @description The model that answered, or that a run made.
                 * @example kitchen-1
                 */
                model?: string;
                /**
                 * @description Their order; a minus stands before what comes largest first.
                 * @example role
                 */
                sort?: "role" | "-role" | "model" | "-model" | "ppm" | "-ppm" | "gwei" | "-gwei" | "epoch" | "-epoch" | "timeMillis" | "-timeMillis";
                /**
                 * @description How many to leave out before.
                 * @example 0
                 */
                offset?: number;
                /**
                 * @description How many at most.
                 * @example 50
                 */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The account's address.
                 * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
                 */
                address: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "receiptId": "0f3c5a2e9b7d41688c1fa0d3b5e79246",
                     *           "run": "a2db20749583465f",
                     *           "timeMillis": 1790000000000,
                     *           "model": "kitchen-1",
                     *           "question": "a text",
                     *           "role": "a text",
                     *           "ppm": 1,
                     *           "gwei": 120000,
                     *           "epoch": 1,
                     *           "rows": [
                     *             {
                     *               "leaf": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *               "text": "a text",
                     *               "metadata": {
                     *                 "source": "own notes"
                     *               },
                     *               "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *               "contributorName": "Ada",
                     *               "datanet": "1",
                     *               "datanetName": "Kitchen questions",
                     *               "version": 1,
                     *               "position": 1,
                     *               "licence": "CC-BY-4.0",
                     *               "status": "a text",
                     *               "reason": "a text",
                     *               "leader": "a text",
                     *               "earnedGwei": 120000
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["StatementEntries"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    accountAudits: {
        parameters: {
            query?: {
                /**
                 * @description Text that they contain.
                 * @example a text
                 */
                q?: string;
                /**
                 * @description Their order; a minus stands before what comes largest first.
                 * @example epoch
                 */
                sort?: "epoch" | "-epoch" | "gwei" | "-gwei" | "timeMillis" | "-timeMillis";
                /**
                 * @description How many to leave out before.
                 * @example 0
                 */
                offset?: number;
                /**
                 * @description How many at most.
                 * @example 50
                 */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The account's address.
                 * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
                 */
                address: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "epoch": 1,
                     *           "timeMillis": 1790000000000,
                     *           "role": "a text",
                     *           "gwei": 120000,
                     *           "says": "a text"
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["AuditEntries"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    accountDeposit: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Calls with the same key and the same request have one effect and one answer, for a day; with another request they are refused with 409. A stream comes again in one piece. Without a token the key says nothing.
                 * @example 5f0c7a52-0b0e-4f3b-9f43-6a3f0e3d8f10
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "payer": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                 *       "gwei": 120000
                 *     }
                 */
                "application/json": components["schemas"]["NewDeposit"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "address": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "name": "a text",
                     *       "earnedGwei": 120000,
                     *       "settledGwei": 120000,
                     *       "claimableGwei": 120000,
                     *       "dueGwei": 120000,
                     *       "claimedGwei": 120000,
                     *       "waitingGwei": 120000,
                     *       "depositGwei": 120000
                     *     }
                     */
                    "application/json": components["schemas"]["AccountDetail"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            402: components["responses"]["Refusal402"];
            403: components["responses"]["Refusal403"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    accountSignInMessage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "address": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8"
                 *     }
                 */
                "application/json": components["schemas"]["SignInRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "a text"
                     *     }
                     */
                    "application/json": components["schemas"]["SignInText"];
                };
            };
            400: components["responses"]["Refusal400"];
            403: components["responses"]["Refusal403"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    credentialWho: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "kind": "a text",
                     *       "name": "a text",
                     *       "account": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "scopes": [
                     *         "a text"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            400: components["responses"]["Refusal400"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    accountSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "message": "a text",
                 *       "signature": "0x4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b14c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b11b"
                 *     }
                 */
                "application/json": components["schemas"]["SignedMessage"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "token": "a text",
                     *       "address": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "expiresMillis": 1790000000000
                     *     }
                     */
                    "application/json": components["schemas"]["WalletSession"];
                };
            };
            400: components["responses"]["Refusal400"];
            403: components["responses"]["Refusal403"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    accountSignOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Refusal400"];
            403: components["responses"]["Refusal403"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    accountEpochs: {
        parameters: {
            query?: {
                /**
                 * @description Text that they contain.
                 * @example a text
                 */
                q?: string;
                /**
                 * @description How far they are.
                 * @example closed
                 */
                state?: "closed" | "posted" | "challenged" | "rejected" | "replacing" | "disputed" | "final";
                /**
                 * @description Their order; a minus stands before what comes largest first.
                 * @example number
                 */
                sort?: "number" | "-number" | "state" | "-state" | "receipts" | "-receipts" | "paidGwei" | "-paidGwei" | "waitedGwei" | "-waitedGwei" | "closedMillis" | "-closedMillis";
                /**
                 * @description How many to leave out before.
                 * @example 0
                 */
                offset?: number;
                /**
                 * @description How many at most.
                 * @example 100
                 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "number": 1,
                     *           "state": "a text",
                     *           "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "leavesDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "receipts": 1,
                     *           "paidGwei": 120000,
                     *           "waitedGwei": 120000,
                     *           "releasedGwei": 120000,
                     *           "returnedGwei": 120000,
                     *           "nettedGwei": 120000,
                     *           "transaction": "a text",
                     *           "gas": 1,
                     *           "closedMillis": 1790000000000,
                     *           "finalAtSeconds": 1790000000,
                     *           "next": "a text",
                     *           "nextAtMillis": 1790000000000
                     *         }
                     *       ],
                     *       "total": 1,
                     *       "closesAtMillis": 1790000000000
                     *     }
                     */
                    "application/json": components["schemas"]["EpochList"];
                };
            };
            400: components["responses"]["Refusal400"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    accountEpochClose: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Calls with the same key and the same request have one effect and one answer, for a day; with another request they are refused with 409. A stream comes again in one piece. Without a token the key says nothing.
                 * @example 5f0c7a52-0b0e-4f3b-9f43-6a3f0e3d8f10
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "number": 1,
                     *           "state": "a text",
                     *           "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "leavesDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "receipts": 1,
                     *           "paidGwei": 120000,
                     *           "waitedGwei": 120000,
                     *           "releasedGwei": 120000,
                     *           "returnedGwei": 120000,
                     *           "nettedGwei": 120000,
                     *           "transaction": "a text",
                     *           "gas": 1,
                     *           "closedMillis": 1790000000000,
                     *           "finalAtSeconds": 1790000000,
                     *           "next": "a text",
                     *           "nextAtMillis": 1790000000000
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ClosedEpochs"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            409: components["responses"]["Refusal409"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    accountEpoch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The epoch's number.
                 * @example 1
                 */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "number": 1,
                     *       "state": "a text",
                     *       "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "leavesDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *       "receipts": 1,
                     *       "paidGwei": 120000,
                     *       "waitedGwei": 120000,
                     *       "releasedGwei": 120000,
                     *       "returnedGwei": 120000,
                     *       "nettedGwei": 120000,
                     *       "transaction": "a text",
                     *       "gas": 1,
                     *       "closedMillis": 1790000000000,
                     *       "finalAtSeconds": 1790000000,
                     *       "next": "a text",
                     *       "nextAtMillis": 1790000000000,
                     *       "receiptsBefore": 1
                     *     }
                     */
                    "application/json": components["schemas"]["EpochDetail"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    accountEpochAudit: {
        parameters: {
            query?: {
                /**
                 * @description Text that they contain.
                 * @example a text
                 */
                q?: string;
                /**
                 * @description Their order; a minus stands before what comes largest first.
                 * @example contributor
                 */
                sort?: "contributor" | "-contributor" | "paidGwei" | "-paidGwei" | "waitingGwei" | "-waitingGwei" | "releasedGwei" | "-releasedGwei" | "returnedGwei" | "-returnedGwei" | "nettedGwei" | "-nettedGwei";
                /**
                 * @description How many to leave out before.
                 * @example 0
                 */
                offset?: number;
                /**
                 * @description How many at most.
                 * @example 100
                 */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The epoch's number.
                 * @example 1
                 */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *           "paidGwei": 120000,
                     *           "waitingGwei": 120000,
                     *           "returnedGwei": 120000,
                     *           "nettedGwei": 120000
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["AuditOutcomes"];
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    accountEpochLeaves: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The epoch's number.
                 * @example 1
                 */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Lines of an account and what it has earned so far in wei, by account. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": unknown;
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    accountClaim: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Calls with the same key and the same request have one effect and one answer, for a day; with another request they are refused with 409. A stream comes again in one piece. Without a token the key says nothing.
                 * @example 5f0c7a52-0b0e-4f3b-9f43-6a3f0e3d8f10
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "account": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                 *       "recipient": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                 *       "paidNative": true,
                 *       "signature": "0x4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b14c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b11b",
                 *       "epoch": 1,
                 *       "deadline": 1790000000
                 *     }
                 */
                "application/json": components["schemas"]["NewClaim"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "state": "sent",
                     *       "gwei": 120000,
                     *       "says": "a text",
                     *       "typedData": {}
                     *     }
                     */
                    "application/json": components["schemas"]["ClaimOutcome"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    credentialKeys: {
        parameters: {
            query?: {
                /**
                 * @description Text that they contain.
                 * @example a text
                 */
                q?: string;
                /**
                 * @description Whose; the caller's own unless the administrator asks.
                 * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
                 */
                payer?: string;
                /**
                 * @description Live, expired or revoked.
                 * @example live
                 */
                state?: "live" | "expired" | "revoked";
                /**
                 * @description Their order; a minus stands before what comes largest first.
                 * @example label
                 */
                sort?: "label" | "-label" | "createdMillis" | "-createdMillis" | "lastUsedMillis" | "-lastUsedMillis";
                /**
                 * @description How many to leave out before.
                 * @example 0
                 */
                offset?: number;
                /**
                 * @description How many at most.
                 * @example 50
                 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "id": "1",
                     *           "payer": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *           "label": "a text",
                     *           "state": "a text",
                     *           "scopes": [
                     *             "a text"
                     *           ],
                     *           "models": [
                     *             "kitchen-1"
                     *           ],
                     *           "callGwei": 120000,
                     *           "dayGwei": 120000,
                     *           "totalGwei": 120000,
                     *           "chargedGwei": 120000,
                     *           "heldGwei": 120000,
                     *           "createdMillis": 1790000000000,
                     *           "lastUsedMillis": 1790000000000,
                     *           "expiresMillis": 1790000000000,
                     *           "revokedMillis": 1790000000000
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["KeyList"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    credentialKeyCreate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "payer": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                 *       "label": "laptop",
                 *       "scopes": [
                 *         "ask"
                 *       ],
                 *       "models": [],
                 *       "callGwei": 120000,
                 *       "dayGwei": 120000,
                 *       "totalGwei": 120000,
                 *       "lifeSeconds": 1790000000
                 *     }
                 */
                "application/json": components["schemas"]["NewKey"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "key": "a text"
                     *     }
                     */
                    "application/json": components["schemas"]["IssuedKey"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    credentialKeyRotate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The key's id.
                 * @example 4bf5122f344554c5
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "overlapSeconds": 0
                 *     }
                 */
                "application/json": components["schemas"]["SecretRotation"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "key": "a text"
                     *     }
                     */
                    "application/json": components["schemas"]["IssuedKey"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    credentialKeyRevoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The key's id.
                 * @example 4bf5122f344554c5
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "payer": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *       "label": "a text",
                     *       "state": "a text",
                     *       "scopes": [
                     *         "a text"
                     *       ],
                     *       "models": [
                     *         "kitchen-1"
                     *       ],
                     *       "callGwei": 120000,
                     *       "dayGwei": 120000,
                     *       "totalGwei": 120000,
                     *       "chargedGwei": 120000,
                     *       "heldGwei": 120000,
                     *       "createdMillis": 1790000000000,
                     *       "lastUsedMillis": 1790000000000,
                     *       "expiresMillis": 1790000000000,
                     *       "revokedMillis": 1790000000000
                     *     }
                     */
                    "application/json": components["schemas"]["KeyLine"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    credentialSessions: {
        parameters: {
            query?: {
                /**
                 * @description Text that they contain.
                 * @example a text
                 */
                q?: string;
                /**
                 * @description Whose; the caller's own unless the administrator asks.
                 * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
                 */
                account?: string;
                /**
                 * @description Their order; a minus stands before what comes largest first.
                 * @example createdMillis
                 */
                sort?: "createdMillis" | "-createdMillis" | "lastUsedMillis" | "-lastUsedMillis";
                /**
                 * @description How many to leave out before.
                 * @example 0
                 */
                offset?: number;
                /**
                 * @description How many at most.
                 * @example 50
                 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "id": "1",
                     *           "account": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *           "current": true,
                     *           "agent": "a text",
                     *           "origin": "a text",
                     *           "createdMillis": 1790000000000,
                     *           "lastUsedMillis": 1790000000000,
                     *           "expiresMillis": 1790000000000
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["SessionList"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    credentialSessionsEnd: {
        parameters: {
            query?: {
                /**
                 * @description The caller's own unless the administrator asks.
                 * @example 0x70997970c51812dc3a010c7d01b50e0d17dc79c8
                 */
                account?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ended": 1
                     *     }
                     */
                    "application/json": components["schemas"]["EndedSessions"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    credentialSessionEnd: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The session's id.
                 * @example 4bf5122f344554c5
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ended": 1
                     *     }
                     */
                    "application/json": components["schemas"]["EndedSessions"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    credentialAdminTokens: {
        parameters: {
            query?: {
                /**
                 * @description Text that they contain.
                 * @example a text
                 */
                q?: string;
                /**
                 * @description Live, expired or revoked.
                 * @example live
                 */
                state?: "live" | "expired" | "revoked";
                /**
                 * @description Their order; a minus stands before what comes largest first.
                 * @example name
                 */
                sort?: "name" | "-name" | "createdMillis" | "-createdMillis" | "lastUsedMillis" | "-lastUsedMillis";
                /**
                 * @description How many to leave out before.
                 * @example 0
                 */
                offset?: number;
                /**
                 * @description How many at most.
                 * @example 50
                 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "id": "1",
                     *           "name": "a text",
                     *           "state": "a text",
                     *           "createdMillis": 1790000000000,
                     *           "lastUsedMillis": 1790000000000,
                     *           "expiresMillis": 1790000000000,
                     *           "revokedMillis": 1790000000000
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["AdminTokenList"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    credentialAdminTokenCreate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "mira",
                 *       "lifeSeconds": 1790000000
                 *     }
                 */
                "application/json": components["schemas"]["NewAdminToken"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "name": "a text",
                     *       "token": "a text",
                     *       "expiresMillis": 1790000000000
                     *     }
                     */
                    "application/json": components["schemas"]["IssuedAdminToken"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    credentialAdminTokenRotate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The admin token's id.
                 * @example 4bf5122f344554c5
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "overlapSeconds": 0
                 *     }
                 */
                "application/json": components["schemas"]["SecretRotation"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "name": "a text",
                     *       "token": "a text",
                     *       "expiresMillis": 1790000000000
                     *     }
                     */
                    "application/json": components["schemas"]["IssuedAdminToken"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    credentialAdminTokenRevoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The admin token's id.
                 * @example 4bf5122f344554c5
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "name": "a text",
                     *       "state": "a text",
                     *       "createdMillis": 1790000000000,
                     *       "lastUsedMillis": 1790000000000,
                     *       "expiresMillis": 1790000000000,
                     *       "revokedMillis": 1790000000000
                     *     }
                     */
                    "application/json": components["schemas"]["AdminTokenLine"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    credentialAdminLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "mira"
                 *     }
                 */
                "application/json": components["schemas"]["NewAdminLink"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "a text",
                     *       "path": "a text",
                     *       "expiresMillis": 1790000000000
                     *     }
                     */
                    "application/json": components["schemas"]["AdminLink"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    credentialLinkUse: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "a text"
                 *     }
                 */
                "application/json": components["schemas"]["LinkCode"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "name": "a text",
                     *       "token": "a text",
                     *       "expiresMillis": 1790000000000
                     *     }
                     */
                    "application/json": components["schemas"]["IssuedAdminToken"];
                };
            };
            400: components["responses"]["Refusal400"];
            403: components["responses"]["Refusal403"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    credentialAdminActs: {
        parameters: {
            query?: {
                /**
                 * @description Text that they contain.
                 * @example a text
                 */
                q?: string;
                /**
                 * @description The token's name.
                 * @example a text
                 */
                who?: string;
                /**
                 * @description Changed, unchanged, refused or failed.
                 * @example changed
                 */
                outcome?: "changed" | "unchanged" | "refused" | "failed";
                /**
                 * @description Their order; a minus stands before what comes largest first.
                 * @example id
                 */
                sort?: "id" | "-id";
                /**
                 * @description How many to leave out before.
                 * @example 0
                 */
                offset?: number;
                /**
                 * @description How many at most.
                 * @example 50
                 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "id": 1,
                     *           "timeMillis": 1790000000000,
                     *           "who": "a text",
                     *           "route": "a text",
                     *           "target": "a text",
                     *           "bodyDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "outcome": "a text",
                     *           "salt": "a text",
                     *           "logIndex": 1
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["AdminActList"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    agentMandates: {
        parameters: {
            query?: {
                /**
                 * @description Text that they contain.
                 * @example a text
                 */
                q?: string;
                /**
                 * @description Whose; others than the administrator see those that are of their own address.
                 * @example a text
                 */
                principal?: string;
                /**
                 * @description Of this address.
                 * @example a text
                 */
                agent?: string;
                /**
                 * @description Live, expired or ended.
                 * @example live
                 */
                state?: "live" | "expired" | "ended";
                /**
                 * @description Their order; a minus stands before what comes largest first.
                 * @example name
                 */
                sort?: "name" | "-name" | "createdMillis" | "-createdMillis";
                /**
                 * @description How many to leave out before.
                 * @example 0
                 */
                offset?: number;
                /**
                 * @description How many at most.
                 * @example 50
                 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "id": "1",
                     *           "name": "a text",
                     *           "principal": "a text",
                     *           "agent": "a text",
                     *           "signer": "a text",
                     *           "parent": "a text",
                     *           "state": "a text",
                     *           "task": "a text",
                     *           "budgetGwei": 120000,
                     *           "paidGwei": 120000,
                     *           "heldGwei": 120000,
                     *           "maxCalls": 1,
                     *           "calls": 1,
                     *           "createdMillis": 1790000000000,
                     *           "expiresMillis": 1790000000000,
                     *           "endedMillis": 1790000000000
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["MandateList"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    agentMandateCreate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "mandate": {},
                 *       "signer": "a text",
                 *       "signature": "0x4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b14c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b11b"
                 *     }
                 */
                "application/json": components["schemas"]["SignedMandate"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "mandate": {
                     *         "id": "1",
                     *         "name": "a text",
                     *         "principal": "a text",
                     *         "agent": "a text",
                     *         "signer": "a text",
                     *         "parent": "a text",
                     *         "state": "a text",
                     *         "task": "a text",
                     *         "budgetGwei": 120000,
                     *         "paidGwei": 120000,
                     *         "heldGwei": 120000,
                     *         "maxCalls": 1,
                     *         "calls": 1,
                     *         "createdMillis": 1790000000000,
                     *         "expiresMillis": 1790000000000,
                     *         "endedMillis": 1790000000000
                     *       },
                     *       "document": {},
                     *       "above": [
                     *         {
                     *           "id": "1",
                     *           "name": "a text",
                     *           "principal": "a text",
                     *           "agent": "a text",
                     *           "signer": "a text",
                     *           "parent": "a text",
                     *           "state": "a text",
                     *           "task": "a text",
                     *           "budgetGwei": 120000,
                     *           "paidGwei": 120000,
                     *           "heldGwei": 120000,
                     *           "maxCalls": 1,
                     *           "calls": 1,
                     *           "createdMillis": 1790000000000,
                     *           "expiresMillis": 1790000000000,
                     *           "endedMillis": 1790000000000
                     *         }
                     *       ],
                     *       "under": [
                     *         {
                     *           "id": "1",
                     *           "name": "a text",
                     *           "principal": "a text",
                     *           "agent": "a text",
                     *           "signer": "a text",
                     *           "parent": "a text",
                     *           "state": "a text",
                     *           "task": "a text",
                     *           "budgetGwei": 120000,
                     *           "paidGwei": 120000,
                     *           "heldGwei": 120000,
                     *           "maxCalls": 1,
                     *           "calls": 1,
                     *           "createdMillis": 1790000000000,
                     *           "expiresMillis": 1790000000000,
                     *           "endedMillis": 1790000000000
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["MandateDetail"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    agentMandateDraft: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "principal": "a text",
                 *       "agent": "a text",
                 *       "name": "kitchen",
                 *       "task": "",
                 *       "parent": "a text",
                 *       "notBeforeSeconds": 1790000000,
                 *       "lifeSeconds": 1790000000,
                 *       "budgetGwei": 120000,
                 *       "callGwei": 120000,
                 *       "dayGwei": 120000,
                 *       "maxCalls": 1,
                 *       "tools": [],
                 *       "models": [],
                 *       "datanets": [],
                 *       "licences": [],
                 *       "trustedDatanets": [],
                 *       "approvalAboveGwei": 120000,
                 *       "approvalClasses": [],
                 *       "approvers": [],
                 *       "minAttributedPpm": 0
                 *     }
                 */
                "application/json": components["schemas"]["NewMandate"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "mandate": {},
                     *       "typedData": {}
                     *     }
                     */
                    "application/json": components["schemas"]["MandateDraft"];
                };
            };
            400: components["responses"]["Refusal400"];
            403: components["responses"]["Refusal403"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    agentMandate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The mandate's id, 32 hexadecimal digits.
                 * @example 0f3c5a2e9b7d41688c1fa0d3b5e79246
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "mandate": {
                     *         "id": "1",
                     *         "name": "a text",
                     *         "principal": "a text",
                     *         "agent": "a text",
                     *         "signer": "a text",
                     *         "parent": "a text",
                     *         "state": "a text",
                     *         "task": "a text",
                     *         "budgetGwei": 120000,
                     *         "paidGwei": 120000,
                     *         "heldGwei": 120000,
                     *         "maxCalls": 1,
                     *         "calls": 1,
                     *         "createdMillis": 1790000000000,
                     *         "expiresMillis": 1790000000000,
                     *         "endedMillis": 1790000000000
                     *       },
                     *       "document": {},
                     *       "above": [
                     *         {
                     *           "id": "1",
                     *           "name": "a text",
                     *           "principal": "a text",
                     *           "agent": "a text",
                     *           "signer": "a text",
                     *           "parent": "a text",
                     *           "state": "a text",
                     *           "task": "a text",
                     *           "budgetGwei": 120000,
                     *           "paidGwei": 120000,
                     *           "heldGwei": 120000,
                     *           "maxCalls": 1,
                     *           "calls": 1,
                     *           "createdMillis": 1790000000000,
                     *           "expiresMillis": 1790000000000,
                     *           "endedMillis": 1790000000000
                     *         }
                     *       ],
                     *       "under": [
                     *         {
                     *           "id": "1",
                     *           "name": "a text",
                     *           "principal": "a text",
                     *           "agent": "a text",
                     *           "signer": "a text",
                     *           "parent": "a text",
                     *           "state": "a text",
                     *           "task": "a text",
                     *           "budgetGwei": 120000,
                     *           "paidGwei": 120000,
                     *           "heldGwei": 120000,
                     *           "maxCalls": 1,
                     *           "calls": 1,
                     *           "createdMillis": 1790000000000,
                     *           "expiresMillis": 1790000000000,
                     *           "endedMillis": 1790000000000
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["MandateDetail"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    agentMandateKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The mandate's id, 32 hexadecimal digits.
                 * @example 0f3c5a2e9b7d41688c1fa0d3b5e79246
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "label": ""
                 *     }
                 */
                "application/json": components["schemas"]["NewMandateKey"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "key": "a text"
                     *     }
                     */
                    "application/json": components["schemas"]["IssuedKey"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    agentMandatesEnd: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "mandate": "a text",
                 *       "agent": "a text",
                 *       "principal": "a text",
                 *       "all": false
                 *     }
                 */
                "application/json": components["schemas"]["MandatesEnd"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ended": [
                     *         "a text"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["EndedMandates"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    agentTrail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The mandate's id, 32 hexadecimal digits.
                 * @example 0f3c5a2e9b7d41688c1fa0d3b5e79246
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sealed file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            404: components["responses"]["Refusal404"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    agentActions: {
        parameters: {
            query?: {
                /**
                 * @description Text that they contain.
                 * @example a text
                 */
                q?: string;
                /**
                 * @description Under this one.
                 * @example a text
                 */
                mandate?: string;
                /**
                 * @description Awaiting, admitted or closed.
                 * @example awaiting
                 */
                state?: "awaiting" | "admitted" | "closed";
                /**
                 * @description Their order; a minus stands before what comes largest first.
                 * @example createdMillis
                 */
                sort?: "createdMillis" | "-createdMillis" | "paidGwei" | "-paidGwei";
                /**
                 * @description How many to leave out before.
                 * @example 0
                 */
                offset?: number;
                /**
                 * @description How many at most.
                 * @example 50
                 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "id": "1",
                     *           "mandate": "a text",
                     *           "tool": "a text",
                     *           "toolClass": "a text",
                     *           "state": "a text",
                     *           "why": "a text",
                     *           "createdMillis": 1790000000000,
                     *           "mostGwei": 120000,
                     *           "paidGwei": 120000,
                     *           "receipt": "0f3c5a2e9b7d41688c1fa0d3b5e79246"
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ActionList"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    agentAction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The action's id, 32 hexadecimal digits.
                 * @example 0f3c5a2e9b7d41688c1fa0d3b5e79246
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "action": {
                     *         "id": "1",
                     *         "mandate": "a text",
                     *         "tool": "a text",
                     *         "toolClass": "a text",
                     *         "state": "a text",
                     *         "why": "a text",
                     *         "createdMillis": 1790000000000,
                     *         "mostGwei": 120000,
                     *         "paidGwei": 120000,
                     *         "receipt": "0f3c5a2e9b7d41688c1fa0d3b5e79246"
                     *       },
                     *       "principal": "a text",
                     *       "arguments": {},
                     *       "rules": [
                     *         {
                     *           "rule": "a text",
                     *           "found": "a text",
                     *           "says": "a text"
                     *         }
                     *       ],
                     *       "record": {},
                     *       "logIndex": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ActionDetail"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    agentApproval: {
        parameters: {
            query: {
                /**
                 * @description In seconds since 1970. Unit: seconds; a time counts them since 1970 in UTC.
                 * @example 1790000000
                 */
                deadlineSeconds: number;
            };
            header?: never;
            path: {
                /**
                 * @description The action's id, 32 hexadecimal digits.
                 * @example 0f3c5a2e9b7d41688c1fa0d3b5e79246
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "typedData": {}
                     *     }
                     */
                    "application/json": components["schemas"]["ApprovalDraft"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    agentApprove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The action's id, 32 hexadecimal digits.
                 * @example 0f3c5a2e9b7d41688c1fa0d3b5e79246
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "by": "a text",
                 *       "deadlineSeconds": 1790000000,
                 *       "signature": "0x4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b14c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b11b"
                 *     }
                 */
                "application/json": components["schemas"]["ActionApproval"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "action": {
                     *         "id": "1",
                     *         "mandate": "a text",
                     *         "tool": "a text",
                     *         "toolClass": "a text",
                     *         "state": "a text",
                     *         "why": "a text",
                     *         "createdMillis": 1790000000000,
                     *         "mostGwei": 120000,
                     *         "paidGwei": 120000,
                     *         "receipt": "0f3c5a2e9b7d41688c1fa0d3b5e79246"
                     *       },
                     *       "principal": "a text",
                     *       "arguments": {},
                     *       "rules": [
                     *         {
                     *           "rule": "a text",
                     *           "found": "a text",
                     *           "says": "a text"
                     *         }
                     *       ],
                     *       "record": {},
                     *       "logIndex": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ActionDetail"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    agentReject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The action's id, 32 hexadecimal digits.
                 * @example 0f3c5a2e9b7d41688c1fa0d3b5e79246
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "action": {
                     *         "id": "1",
                     *         "mandate": "a text",
                     *         "tool": "a text",
                     *         "toolClass": "a text",
                     *         "state": "a text",
                     *         "why": "a text",
                     *         "createdMillis": 1790000000000,
                     *         "mostGwei": 120000,
                     *         "paidGwei": 120000,
                     *         "receipt": "0f3c5a2e9b7d41688c1fa0d3b5e79246"
                     *       },
                     *       "principal": "a text",
                     *       "arguments": {},
                     *       "rules": [
                     *         {
                     *           "rule": "a text",
                     *           "found": "a text",
                     *           "says": "a text"
                     *         }
                     *       ],
                     *       "record": {},
                     *       "logIndex": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ActionDetail"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    agentTools: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "name": "a text",
                     *           "toolClass": "a text",
                     *           "schemaDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "definition": {}
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ToolList"];
                };
            };
            400: components["responses"]["Refusal400"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    agentMcp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A request of JSON-RPC. */
        requestBody: {
            content: {
                "application/json": unknown;
            };
        };
        responses: {
            /** @description Its response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    agentChat: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "model": "kitchen-1",
                 *       "messages": [
                 *         {
                 *           "role": "user",
                 *           "content": "What goes into a roux?",
                 *           "name": "a text",
                 *           "tool_calls": [
                 *             {
                 *               "index": 1,
                 *               "id": "1",
                 *               "type": "function",
                 *               "function": {
                 *                 "name": "a text",
                 *                 "arguments": "a text"
                 *               }
                 *             }
                 *           ],
                 *           "tool_call_id": "a text"
                 *         }
                 *       ],
                 *       "max_tokens": 1,
                 *       "max_completion_tokens": 64,
                 *       "logprobs": false,
                 *       "top_logprobs": 0,
                 *       "retrieval": {
                 *         "datanets": [
                 *           "1"
                 *         ],
                 *         "sources": 4,
                 *         "always": false
                 *       },
                 *       "support": {
                 *         "minimum": 0.5,
                 *         "otherwise": "We have nothing on that."
                 *       },
                 *       "tools": [
                 *         {
                 *           "type": "function",
                 *           "function": {
                 *             "name": "a text",
                 *             "description": "a text",
                 *             "parameters": {},
                 *             "strict": true
                 *           }
                 *         }
                 *       ],
                 *       "tool_choice": "a text",
                 *       "response_format": {
                 *         "type": "text",
                 *         "json_schema": {
                 *           "name": "a text",
                 *           "description": "a text",
                 *           "schema": {},
                 *           "strict": true
                 *         }
                 *       },
                 *       "temperature": 0,
                 *       "top_p": 1,
                 *       "presence_penalty": 0,
                 *       "frequency_penalty": 0,
                 *       "logit_bias": {
                 *         "17": -100
                 *       },
                 *       "n": 1,
                 *       "stop": [
                 *         "\n\n"
                 *       ],
                 *       "seed": 7,
                 *       "stream": false,
                 *       "stream_options": {
                 *         "include_usage": false
                 *       },
                 *       "top_k": 0,
                 *       "min_p": 0,
                 *       "repetition_penalty": 1,
                 *       "min_tokens": 0,
                 *       "ignore_eos": false,
                 *       "stop_token_ids": [
                 *         1
                 *       ],
                 *       "user": "user-17",
                 *       "safety_identifier": "a text",
                 *       "metadata": {
                 *         "batch": "7"
                 *       },
                 *       "store": true,
                 *       "service_tier": "a text",
                 *       "parallel_tool_calls": true,
                 *       "prompt_cache_key": "a text",
                 *       "prompt_cache_retention": "a text"
                 *     }
                 */
                "application/json": components["schemas"]["ChatRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "1",
                     *       "object": "chat.completion",
                     *       "created": 1790000000,
                     *       "model": "kitchen-1",
                     *       "choices": [
                     *         {
                     *           "index": 1,
                     *           "message": {
                     *             "role": "a text",
                     *             "content": "a text",
                     *             "tool_calls": [
                     *               {
                     *                 "index": 1,
                     *                 "id": "1",
                     *                 "type": "function",
                     *                 "function": {
                     *                   "name": "a text",
                     *                   "arguments": "a text"
                     *                 }
                     *               }
                     *             ]
                     *           },
                     *           "delta": {
                     *             "role": "a text",
                     *             "content": "a text",
                     *             "tool_calls": [
                     *               {
                     *                 "index": 1,
                     *                 "id": "1",
                     *                 "type": "function",
                     *                 "function": {
                     *                   "name": "a text",
                     *                   "arguments": "a text"
                     *                 }
                     *               }
                     *             ]
                     *           },
                     *           "text": "a text",
                     *           "logprobs": {
                     *             "content": [
                     *               {
                     *                 "token": "a text",
                     *                 "logprob": 0.5,
                     *                 "bytes": [
                     *                   1
                     *                 ],
                     *                 "top_logprobs": [
                     *                   {
                     *                     "token": "a text",
                     *                     "logprob": 0.5,
                     *                     "bytes": [
                     *                       1
                     *                     ]
                     *                   }
                     *                 ]
                     *               }
                     *             ]
                     *           },
                     *           "token_ids": [
                     *             1
                     *           ],
                     *           "finish_reason": "stop",
                     *           "receipt": "0f3c5a2e9b7d41688c1fa0d3b5e79246"
                     *         }
                     *       ],
                     *       "usage": {
                     *         "prompt_tokens": 1,
                     *         "completion_tokens": 1,
                     *         "total_tokens": 1,
                     *         "prompt_tokens_details": {
                     *           "cached_tokens": 1
                     *         }
                     *       },
                     *       "citations": [
                     *         {
                     *           "number": 1,
                     *           "datanet": "1",
                     *           "row": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "contributor": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *           "score": 0.5
                     *         }
                     *       ],
                     *       "retrieval": {
                     *         "left_out": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["CompletionAnswer"];
                    "text/event-stream": components["schemas"]["CompletionAnswer"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            402: components["responses"]["Refusal402"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    nodeOverview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "node": {
                     *         "operator": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *         "chainId": 1,
                     *         "block": 1,
                     *         "contracts": {
                     *           "name": "a text"
                     *         },
                     *         "logOrigin": "a text",
                     *         "logKey": "a text",
                     *         "logSize": 1,
                     *         "logRoot": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *         "anchoredSize": 1,
                     *         "epoch": 1,
                     *         "priceGwei": 120000,
                     *         "base": "a text",
                     *         "baseDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *         "version": "a text"
                     *       },
                     *       "datanets": [
                     *         {
                     *           "id": "1",
                     *           "token": "a text",
                     *           "name": "a text",
                     *           "owner": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *           "ownerName": "Ada",
                     *           "schema": "INSTRUCTION",
                     *           "licence": "CC-BY-4.0",
                     *           "rowsSubmitted": 1,
                     *           "rowsAccepted": 1,
                     *           "contributors": 1,
                     *           "latestVersion": 1,
                     *           "chainState": "a text"
                     *         }
                     *       ],
                     *       "models": [
                     *         {
                     *           "name": "a text",
                     *           "version": 1,
                     *           "origin": "trained",
                     *           "token": "a text",
                     *           "owner": "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                     *           "ownerName": "Ada",
                     *           "base": "a text",
                     *           "baseDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "adapterDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "run": "a2db20749583465f",
                     *           "versions": [
                     *             {
                     *               "datanet": "1",
                     *               "number": 1,
                     *               "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1"
                     *             }
                     *           ],
                     *           "declared": true,
                     *           "state": "registering",
                     *           "attributionReady": true,
                     *           "live": true,
                     *           "priceGwei": 120000,
                     *           "licence": "CC-BY-4.0",
                     *           "warning": "a text",
                     *           "message": "a text",
                     *           "receipts": 1,
                     *           "withdrawnRows": 1
                     *         }
                     *       ],
                     *       "receipts": [
                     *         {
                     *           "id": "1",
                     *           "state": "admitted",
                     *           "timeMillis": 1790000000000,
                     *           "model": "kitchen-1",
                     *           "question": "a text",
                     *           "answer": "a text",
                     *           "feeGwei": 120000,
                     *           "dataPpm": 250000,
                     *           "basePpm": 250000,
                     *           "unattributedPpm": 250000
                     *         }
                     *       ],
                     *       "epochs": [
                     *         {
                     *           "number": 1,
                     *           "state": "a text",
                     *           "root": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "leavesDigest": "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1",
                     *           "receipts": 1,
                     *           "paidGwei": 120000,
                     *           "waitedGwei": 120000,
                     *           "releasedGwei": 120000,
                     *           "returnedGwei": 120000,
                     *           "nettedGwei": 120000,
                     *           "transaction": "a text",
                     *           "gas": 1,
                     *           "closedMillis": 1790000000000,
                     *           "finalAtSeconds": 1790000000,
                     *           "next": "a text",
                     *           "nextAtMillis": 1790000000000
                     *         }
                     *       ],
                     *       "totals": {
                     *         "receipts": 1,
                     *         "rows": 1,
                     *         "contributors": 1,
                     *         "paidGwei": 120000,
                     *         "datanets": 1,
                     *         "versions": 1,
                     *         "models": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["NodeOverview"];
                };
            };
            400: components["responses"]["Refusal400"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    nodeSearch: {
        parameters: {
            query: {
                /**
                 * @description A name, an id or a hash, or at least two characters of its beginning.
                 * @example home
                 */
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "kind": "datanet",
                     *           "id": "1",
                     *           "name": "a text",
                     *           "path": "a text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SearchHits"];
                };
            };
            400: components["responses"]["Refusal400"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    nodeEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-sent events, with a comment every 15 seconds. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": unknown;
                };
            };
            400: components["responses"]["Refusal400"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    nodeLog: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The file, which may stand in folders.
                 * @example checkpoint
                 */
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A tile, a bundle of entries, or a checkpoint as text. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            400: components["responses"]["Refusal400"];
            404: components["responses"]["Refusal404"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    nodeRpc: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A request of JSON-RPC 2.0, or an array of them. */
        requestBody: {
            content: {
                "application/json": unknown;
            };
        };
        responses: {
            /** @description The response, or an array of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            400: components["responses"]["Refusal400"];
            403: components["responses"]["Refusal403"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    nodeMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Prometheus' text format. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": unknown;
                };
            };
            400: components["responses"]["Refusal400"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    nodeHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": "a text"
                     *     }
                     */
                    "application/json": components["schemas"]["NodeHealth"];
                };
            };
            400: components["responses"]["Refusal400"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    nodeServerHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": "a text"
                     *     }
                     */
                    "application/json": components["schemas"]["NodeHealth"];
                };
            };
            400: components["responses"]["Refusal400"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    nodeServerVersion: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": "a text"
                     *     }
                     */
                    "application/json": components["schemas"]["NodeHealth"];
                };
            };
            400: components["responses"]["Refusal400"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    nodeReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ready": true,
                     *       "checks": [
                     *         {
                     *           "name": "a text",
                     *           "ready": true,
                     *           "says": "a text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["NodeReadiness"];
                };
            };
            400: components["responses"]["Refusal400"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    nodeDocument: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OpenAPI 3.1. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            400: components["responses"]["Refusal400"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    nodeOutbox: {
        parameters: {
            query?: {
                /**
                 * @description Text that they contain.
                 * @example a text
                 */
                q?: string;
                /**
                 * @description How far they are.
                 * @example queued
                 */
                state?: "queued" | "aside" | "sent" | "confirmed" | "failed" | "cancelled";
                /**
                 * @description Their order; a minus stands before what comes largest first.
                 * @example key
                 */
                sort?: "key" | "-key" | "state" | "-state" | "createdMillis" | "-createdMillis";
                /**
                 * @description How many to leave out before.
                 * @example 0
                 */
                offset?: number;
                /**
                 * @description How many at most.
                 * @example 100
                 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "list": [
                     *         {
                     *           "key": "settle:1",
                     *           "kind": "settlement",
                     *           "state": "aside",
                     *           "reason": "a text",
                     *           "valueGwei": 120000,
                     *           "nonce": 1,
                     *           "transaction": "a text",
                     *           "createdMillis": 1790000000000,
                     *           "tries": 1,
                     *           "nextTryMillis": 1790000000000,
                     *           "cancelling": true,
                     *           "needs": [
                     *             "a text"
                     *           ],
                     *           "neededBy": [
                     *             "a text"
                     *           ]
                     *         }
                     *       ],
                     *       "total": 1,
                     *       "aside": 1
                     *     }
                     */
                    "application/json": components["schemas"]["OutboxList"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    nodeOutboxCancel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "key": "deposit/1/wrap"
                 *     }
                 */
                "application/json": components["schemas"]["OutboxKey"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "cancelled": [
                     *         "a text"
                     *       ],
                     *       "replacing": true,
                     *       "effect": "a text"
                     *     }
                     */
                    "application/json": components["schemas"]["OutboxCancellation"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
    nodeOutboxRetry: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "key": "deposit/1/wrap"
                 *     }
                 */
                "application/json": components["schemas"]["OutboxKey"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "key": "settle:1",
                     *       "kind": "settlement",
                     *       "state": "aside",
                     *       "reason": "a text",
                     *       "valueGwei": 120000,
                     *       "nonce": 1,
                     *       "transaction": "a text",
                     *       "createdMillis": 1790000000000,
                     *       "tries": 1,
                     *       "nextTryMillis": 1790000000000,
                     *       "cancelling": true,
                     *       "needs": [
                     *         "a text"
                     *       ],
                     *       "neededBy": [
                     *         "a text"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["OutboxLine"];
                };
            };
            400: components["responses"]["Refusal400"];
            401: components["responses"]["Refusal401"];
            403: components["responses"]["Refusal403"];
            404: components["responses"]["Refusal404"];
            409: components["responses"]["Refusal409"];
            413: components["responses"]["Refusal413"];
            429: components["responses"]["Refusal429"];
            500: components["responses"]["Refusal500"];
            503: components["responses"]["Refusal503"];
        };
    };
}
