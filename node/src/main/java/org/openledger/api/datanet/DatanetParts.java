package org.openledger.api.datanet;

import java.util.Optional;
import java.util.function.Function;
import org.openledger.datanet.Contributions;
import org.openledger.datanet.DatanetLists;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.Versions;
import org.openledger.datanet.intake.IntakeLimits;
import org.openledger.datanet.intake.Uploads;
import org.openledger.receipt.ReceiptLists;
import org.openledger.receipt.RowCreditLists;
import org.openledger.receipt.RowCredits;

/**
 * What routes of Datanets reach.
 *
 * @param uploads files that come in pieces
 * @param limits of an upload
 * @param credits what receipts say of rows
 * @param receipts which of them name a row
 * @param commons the accounts of Datanets' commons, by ids on chain
 */
public record DatanetParts(
        Datanets datanets,
        Contributions contributions,
        Versions versions,
        DatanetLists lists,
        Uploads uploads,
        IntakeLimits limits,
        RowCredits credits,
        RowCreditLists creditLists,
        ReceiptLists receipts,
        Function<String, Optional<String>> commons) {}
