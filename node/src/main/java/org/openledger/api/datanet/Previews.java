package org.openledger.api.datanet;

import org.openledger.client.datanet.ContributionPreview;
import org.openledger.client.datanet.ContributionPreview.PrivateRecord;
import org.openledger.client.datanet.ContributionPreview.RefusedRecord;
import org.openledger.client.datanet.ContributionPreview.RelatedRecord;
import org.openledger.client.datanet.ContributionPreview.SampleRow;
import org.openledger.datanet.intake.IntakeReport;
import org.openledger.datanet.mapping.MappingFinder;
import org.openledger.datanet.row.Reason;
import org.openledger.datanet.row.Schema;

/** What the API shows of a file that was only tried. */
final class Previews {
    private Previews() {}

    static ContributionPreview of(IntakeReport report, Schema schema) {
        return new ContributionPreview(
                report.kind(),
                report.mapping().shape(),
                report.mapping().columns(),
                report.problem(),
                report.columns(),
                MappingFinder.fields(schema).toList(),
                report.read(),
                report.passed(),
                report.held(),
                report.read() - report.passed(),
                report.repairable(),
                report.samples().stream()
                        .map(sample -> new SampleRow(sample.line(), sample.before(), sample.after()))
                        .toList(),
                report.refused().stream()
                        .map(each -> new RefusedRecord(
                                each.why().line(),
                                each.why().reason().word(),
                                each.why().detail(),
                                each.text()))
                        .toList(),
                report.related().stream()
                        .map(each ->
                                new RelatedRecord(each.line(), relation(each.reason()), each.detail(), each.leader()))
                        .toList(),
                report.privates().stream()
                        .map(each -> new PrivateRecord(
                                each.line(),
                                each.place().kind().word(),
                                each.place().what(),
                                each.place().field(),
                                each.place().character()))
                        .toList());
    }

    /** What a row is to the one that it is related to. */
    private static String relation(Reason reason) {
        return switch (reason) {
            case EXACT_DUPLICATE, NEAR_DUPLICATE -> "copy";
            case CONTAINED -> "contains";
            default -> reason.word();
        };
    }
}
