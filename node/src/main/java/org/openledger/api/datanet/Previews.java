package org.openledger.api.datanet;

import org.openledger.client.datanet.ContributionPreview;
import org.openledger.client.datanet.ContributionPreview.RefusedRecord;
import org.openledger.client.datanet.ContributionPreview.RelatedRecord;
import org.openledger.client.datanet.ContributionPreview.SampleRow;
import org.openledger.datanet.intake.IntakeReport;
import org.openledger.datanet.mapping.MappingFinder;
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
                report.refused().stream()
                        .filter(each -> each.why().leader().isPresent())
                        .map(each -> new RelatedRecord(
                                each.why().line(),
                                each.why().reason().word(),
                                each.why().detail(),
                                each.why().leader()))
                        .toList());
    }
}
