package org.openledger.verify.credential;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.openledger.verify.VerifierKey;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;

/**
 * The certificate of a log's key (X.509 version 3, RFC 5280, Ed25519 by RFC 8410), which manifests have to carry. The key says it of
 * itself under another name, so it is on no list of trust: who trusts the log trusts the key, and no certificate adds to that.
 */
final class LogCertificate {
    static final int SIGNATURE_BYTES = 64;
    private static final byte[] ED25519 = Hex.parse("300506032b6570");
    private static final String COMMON_NAME = "550403";
    private static final String BASIC_CONSTRAINTS = "551d13";
    private static final String KEY_ID = "551d0e";
    private static final String ISSUER_KEY_ID = "551d23";
    private static final String KEY_USAGE = "551d0f";
    private static final String EXTENDED_USAGE = "551d25";
    private static final byte[] TRUE = {1, 1, (byte) 0xff};
    /** The bit of digital signatures. */
    private static final byte[] SIGNING = {3, 2, 7, (byte) 0x80};
    /** Protection of mail, of which C2PA asks where no list of trust says another (section 14.5). */
    private static final String MAIL = "2b06010505070304";

    private LogCertificate() {}

    /** What is signed. */
    static byte[] unsigned(VerifierKey key) {
        byte[] id = Arrays.copyOf(Hashes.sha256(key.publicKey()), 20);
        byte[] extensions = sequence(
                extension(BASIC_CONSTRAINTS, true, sequence()),
                extension(KEY_ID, false, tagged(4, id)),
                extension(ISSUER_KEY_ID, false, sequence(tagged(0x80, id))),
                extension(KEY_USAGE, true, SIGNING),
                extension(EXTENDED_USAGE, false, sequence(tagged(6, Hex.parse(MAIL)))));
        return sequence(
                tagged(0xa0, tagged(2, new byte[] {2})),
                tagged(2, new BigInteger(1, id).setBit(150).toByteArray()),
                ED25519,
                name(key.name() + " (issuer)"),
                sequence(time("20260101000000Z"), time("20560101000000Z")),
                name(key.name()),
                sequence(ED25519, tagged(3, Cbor.joined(new byte[1], key.publicKey()))),
                tagged(0xa3, extensions));
    }

    static byte[] signed(VerifierKey key, byte[] signature) {
        return sequence(unsigned(key), ED25519, tagged(3, Cbor.joined(new byte[1], signature)));
    }

    private static byte[] name(String common) {
        byte[] text = tagged(12, common.getBytes(StandardCharsets.UTF_8));
        return sequence(tagged(0x31, sequence(tagged(6, Hex.parse(COMMON_NAME)), text)));
    }

    private static byte[] time(String utc) {
        boolean near = utc.compareTo("2050") < 0;
        String written = near ? utc.substring(2) : utc;
        return tagged(near ? 23 : 24, written.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] extension(String oid, boolean critical, byte[] value) {
        return sequence(tagged(6, Hex.parse(oid)), critical ? TRUE : new byte[0], tagged(4, value));
    }

    private static byte[] sequence(byte[]... parts) {
        return tagged(0x30, Cbor.joined(parts));
    }

    /** One item of DER (X.690). */
    private static byte[] tagged(int tag, byte[] content) {
        int length = content.length;
        byte[] head = length < 0x80
                ? new byte[] {(byte) tag, (byte) length}
                : length < 0x100
                        ? new byte[] {(byte) tag, (byte) 0x81, (byte) length}
                        : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
        return Cbor.joined(head, content);
    }
}
