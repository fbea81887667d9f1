package org.openledger.client.upload;

import java.util.List;
import org.openledger.client.call.CallerKind;
import org.openledger.client.call.Cost;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.Input;
import org.openledger.client.call.NoBody;

/**
 * Files that are sent in pieces, by <a href="https://tus.io/protocols/resumable-upload">tus 1.0</a> with its extensions creation,
 * expiration and termination. They are no part of the ledger: a contribution that names one takes what is in it.
 */
public final class UploadEndpoints {
    /** What version of the protocol a request speaks. */
    public static final String VERSION_HEADER = "Tus-Resumable";

    public static final String VERSION = "1.0.0";
    public static final String OFFSET_HEADER = "Upload-Offset";
    public static final String LENGTH_HEADER = "Upload-Length";
    /** Pairs of a name and its value in Base64, as the protocol has them. */
    public static final String METADATA_HEADER = "Upload-Metadata";
    /** The name among the metadata by which a sender knows a file again. */
    public static final String FINGERPRINT = "fingerprint";
    /** What a fingerprint begins with that the node checks: the file's digest in hexadecimal follows. */
    public static final String BY_CONTENT = "sha256-";

    private static final String ID = "The upload's id, 32 hexadecimal digits.";
    private static final String ID_EXAMPLE = "6f1a2b3c4d5e6f708192a3b4c5d6e7f8";
    private static final Input.Raw PIECE =
            new Input.Raw("application/offset+octet-stream", "The bytes from Upload-Offset on.");

    public static final Endpoint<UploadQuery, NoBody, UploadList> LIST = Endpoint.get(
                    "/api/uploads", "The files that a contributor is sending")
            .by(CallerKind.CONTRIBUTOR)
            .queried(UploadQuery.class)
            .answers(UploadList.class);

    public static final Endpoint<UploadQuery, NoBody, UploadLine> BEGIN = Endpoint.create(
                    "/api/uploads", "Begin to send a file in pieces")
            .says(
                    "Upload-Length is how many bytes the file has. Upload-Metadata may hold 'fingerprint', by which the sender knows the"
                            + " file again; one of the form sha256-DIGEST is checked when the file is used. The file is gone a day after its"
                            + " last piece.")
            .by(CallerKind.CONTRIBUTOR)
            .queried(UploadQuery.class)
            .answers(UploadLine.class)
            .computes()
            .refuses(412, 413);

    public static final Endpoint<UploadQuery, NoBody, UploadLine> SHOW = Endpoint.get(
                    "/api/uploads/{id}", "How far a file is")
            .says("HEAD answers the same in Upload-Offset and Upload-Length.")
            .by(CallerKind.CONTRIBUTOR)
            .text("id", ID, ID_EXAMPLE)
            .queried(UploadQuery.class)
            .answers(UploadLine.class);

    public static final Endpoint<UploadQuery, byte[], NoBody> APPEND = Endpoint.patch(
                    "/api/uploads/{id}", "Send the next piece of a file")
            .says(
                    "Upload-Offset says where the piece begins. What came of a piece before its connection broke is kept.")
            .by(CallerKind.CONTRIBUTOR)
            .costs(Cost.UPLOAD)
            .text("id", ID, ID_EXAMPLE)
            .queried(UploadQuery.class)
            .takes(PIECE)
            .computes()
            .silent()
            .refuses(409, 412);

    public static final Endpoint<UploadQuery, NoBody, NoBody> END = Endpoint.delete(
                    "/api/uploads/{id}", "Delete a file that was sent, or a part of one")
            .by(CallerKind.CONTRIBUTOR)
            .text("id", ID, ID_EXAMPLE)
            .queried(UploadQuery.class)
            .computes()
            .silent()
            .refuses(412);

    public static final List<Endpoint<?, ?, ?>> ALL = List.of(LIST, BEGIN, SHOW, APPEND, END);

    private UploadEndpoints() {}
}
