package org.openledger.api.datanet;

import java.util.Optional;
import java.util.function.Function;
import org.openledger.datanet.Ballots;
import org.openledger.datanet.ChainRights;
import org.openledger.datanet.Contributions;
import org.openledger.datanet.DatanetLists;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.Membership;
import org.openledger.datanet.SpotChecks;
import org.openledger.datanet.Versions;
import org.openledger.datanet.intake.IntakeLimits;
import org.openledger.datanet.intake.Uploads;
import org.openledger.export.PublishedVersions;
import org.openledger.receipt.ReceiptLists;
import org.openledger.receipt.RowCreditLists;
import org.openledger.receipt.RowCredits;
import org.openledger.retrieval.Retrieval;
import org.openledger.withdrawal.Takedowns;
import org.openledger.withdrawal.Withdrawals;

/**
 * What routes of Datanets reach.
 *
 * @param uploads files that come in pieces
 * @param limits of an upload
 * @param credits what receipts say of rows
 * @param receipts which of them name a row
 * @param published versions as folders
 * @param retrieval search over the rows of versions
 * @param rights what the contracts say of uses
 * @param commons the accounts of Datanets' commons, by ids on chain
 */
public record DatanetParts(
        Datanets datanets,
        Contributions contributions,
        Membership members,
        Ballots ballots,
        SpotChecks spotChecks,
        Versions versions,
        DatanetLists lists,
        Uploads uploads,
        IntakeLimits limits,
        RowCredits credits,
        RowCreditLists creditLists,
        ReceiptLists receipts,
        Withdrawals withdrawals,
        Takedowns takedowns,
        PublishedVersions published,
        Retrieval retrieval,
        ChainRights rights,
        Function<String, Optional<String>> commons) {}
