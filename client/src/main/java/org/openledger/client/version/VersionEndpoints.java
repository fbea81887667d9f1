package org.openledger.client.version;

import java.util.List;
import org.openledger.client.call.Cost;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;
import org.openledger.client.call.Output;

/** The endpoints of one version of a Datanet. */
public final class VersionEndpoints {
    private static final String DATANET = "The Datanet's number.";
    private static final String NUMBER = "The version's number.";
    private static final String LEAF = "4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1";

    public static final Endpoint<NoQuery, NoBody, VersionDetail> SHOW = Endpoint.get(
                    "/api/datanets/{id}/versions/{number}", "A version, with its manifest and what was signed")
            .number("id", DATANET)
            .number("number", NUMBER)
            .answers(VersionDetail.class);

    public static final Endpoint<VersionRowsQuery, NoBody, VersionRows> ROWS = Endpoint.get(
                    "/api/datanets/{id}/versions/{number}/rows", "The rows of a version with their salts")
            .number("id", DATANET)
            .number("number", NUMBER)
            .queried(VersionRowsQuery.class)
            .answers(VersionRows.class);

    public static final Endpoint<NoQuery, NoBody, byte[]> LEAVES = Endpoint.get(
                    "/api/datanets/{id}/versions/{number}/leaves", "The leaves of a version")
            .costs(Cost.LIST)
            .number("id", DATANET)
            .number("number", NUMBER)
            .answers(new Output.Raw("application/octet-stream", "32 bytes a row, in the order of the version's tree."));

    public static final Endpoint<NoQuery, NoBody, RowProof> PROOF = Endpoint.get(
                    "/api/datanets/{id}/versions/{number}/proofs/{leaf}", "That a row is in a version")
            .costs(Cost.LIST)
            .number("id", DATANET)
            .number("number", NUMBER)
            .text("leaf", "The row's leaf, 64 hexadecimal digits.", LEAF)
            .answers(RowProof.class);

    public static final Endpoint<ExportQuery, NoBody, byte[]> EXPORT = Endpoint.get(
                    "/api/datanets/{id}/versions/{number}/export",
                    "A version as a folder, to load and to check elsewhere")
            .says("The same version in the same format has the same bytes, until rows of it are taken back.")
            .costs(Cost.LIST)
            .number("id", DATANET)
            .number("number", NUMBER)
            .queried(ExportQuery.class)
            .answers(new Output.Raw("application/x-tar", "A tar of the folder, which the verifier's --dataset checks."))
            .refuses(409);

    public static final Endpoint<DiffQuery, NoBody, VersionDiff> DIFF = Endpoint.get(
                    "/api/datanets/{id}/diff", "What one version has that another has not")
            .costs(Cost.LIST)
            .number("id", DATANET)
            .queried(DiffQuery.class)
            .answers(VersionDiff.class);

    public static final Endpoint<NoQuery, NoBody, RowBlame> BLAME = Endpoint.get(
                    "/api/datanets/{id}/blame/{leaf}", "Where a row comes from, and which versions have it")
            .number("id", DATANET)
            .text("leaf", "The row's leaf, 64 hexadecimal digits.", LEAF)
            .answers(RowBlame.class);

    public static final List<Endpoint<?, ?, ?>> ALL = List.of(SHOW, ROWS, LEAVES, PROOF, EXPORT, DIFF, BLAME);

    private VersionEndpoints() {}
}
