package org.openledger.datanet.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openledger.verify.bytes.Json;

/** What is taken for a secret or for personal data, and what is not. Numbers are made up or those of documentation. */
@Tag("unit")
class PrivateScanTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Mail me at lena.example@example.org today | mail | lena.example@example.org
            Write to jörg@müller-bäcker.de | mail | jörg@müller-bäcker.de
            or call +49 30 23125 000. | phone | +49 30 23125 000
            Ruf an: 030 23125000 | phone | 030 23125000
            Appelez le 01 42 68 53 00 demain | phone | 01 42 68 53 00
            電話は090-1234-5678です | phone | 090-1234-5678
            Call (212) 736-5000 now | phone | (212) 736-5000
            Office: (212) 736-5000 = Lena | phone | (212) 736-5000
            हमारा फ़ोन +91 98765 43210 है | phone | +91 98765 43210
            هاتف ٠١٠١٢٣٤٥٦٧٨ | phone | ٠١٠١٢٣٤٥٦٧٨
            My card is 4111 1111 1111 1111, expiry | card | 4111 1111 1111 1111
            card 378282246310005. | card | 378282246310005
            カード４１１１１１１１１１１１１１１１です | card | ４１１１１１１１１１１１１１１１
            IBAN DE89 3704 0044 0532 0130 00 is | iban | DE89 3704 0044 0532 0130 00
            GB82WEST12345698765432 | iban | GB82WEST12345698765432
            SSN 078-05-1120, has | national-number | 078-05-1120
            Steuer-ID 86 095 742 719 | national-number | 86 095 742 719
            Sécurité sociale 2 55 08 14 168 025 38 | national-number | 2 55 08 14 168 025 38
            DNI 12345678Z | national-number | 12345678Z
            codice fiscale RSSMRA85T10A562S | national-number | RSSMRA85T10A562S
            BSN 111222333 | national-number | 111222333
            PESEL 44051401359 | national-number | 44051401359
            personnummer 811218-9876 | national-number | 811218-9876
            hetu 131052-308T | national-number | 131052-308T
            AHV 756.9217.0769.85 | national-number | 756.9217.0769.85
            CPF 529.982.247-25 | national-number | 529.982.247-25
            身份证 11010519491231002X | national-number | 11010519491231002X
            from 203.0.113.77 today | ip-address | 203.0.113.77
            at 2001:db8:85a3::8a2e:370:7334 now | ip-address | 2001:db8:85a3::8a2e:370:7334
            export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE and | access-key | AKIAIOSFODNN7EXAMPLE
            token ghp_0123456789abcdefghijABCDEFGHIJ012345 works | access-key | ghp_0123456789abcdefghijABCDEFGHIJ012345
            password = hunter2!A9 for | password | hunter2!A9
            Passwort: Sommer2024! | password | Sommer2024!
            """)
    void isFound(String text, String kind, String where) {
        assertThat(PrivateScan.of(text))
                .extracting(each -> each.kind().word(), each -> text.substring(each.start(), each.end()))
                .contains(tuple(kind, where));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "She has 48/2 = <<48/2=24>>24 clips and 1234567 more",
                "on 2024-01-15 at 10:30:00 it was 3.14159265358979",
                "of a phone: 848/212=4, <<0.75-0.25-0.10=0.40>>0.40, $640-120 = $<<640-120=520>>520",
                "sums: (19.75-19.25)x 100, (1000-500)/2=250, 150+(150(100/100)) = 300, $156 - (0.20)156.25 or 0.30/0.05=6",
                "needs blas==13.4.1.3.*, fft>=12.2.0.57 and tool ~=1.17.1.22; Version: 1.17.1.22",
                "v4.1.0 2026-11-09, 3.0.0 2020-11-13, on a mobile Chrome/94.0.4590.2 Safari/8536.25, DOI 10.1038/s41586--020--2649--2",
                "listens at 10.0.0.1, 192.168.1.3, 172.20.0.2, 169.254.169.254, 100.64.0.1 and 224.0.0.251; routes 203.0.113.0/24",
                "expires on Tue Jul 01 2025 06:01:11, see section-8.1.2.2",
                "version 1.2.3.4 of git@github.com:openledger/openledger.git",
                "ISBN 978-3-16-148410-0, order 2025550123, 12345678901234567890",
                "the hash 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "password = os.environ['DB_PASSWORD'] and secret: ${SECRET_1}",
                "localhost is 127.0.0.1 and the mask 255.255.255.0",
                "4111 1111 1111 1112 has a wrong check digit, DE89 3704 0044 0532 0130 01 too",
                "In 1066 William, in 1789 France, in 1945 peace; pp. 100-200",
                "std::vector<int> a::b::c, 12:30:45:67, key: value"
            })
    void isNotFound(String text) {
        assertThat(PrivateScan.of(text)).isEmpty();
    }

    @Test
    void aRowIsRedactedWhereSomethingWasFoundAndSaysNothingOfIt() {
        TreeMap<String, String> fields = new TreeMap<>();
        fields.put(
                "messages",
                "[{\"content\":\"I am ana@example.org\",\"role\":\"user\"},{\"content\":\"Hello\",\"role\":\"assistant\"}]");
        TreeMap<String, Json> metadata = new TreeMap<>();
        metadata.put("source", Json.of("from 203.0.113.77"));
        PrivateRow row = PrivateRow.of(fields, metadata, "messages");
        assertThat(row.words())
                .isEqualTo(
                        "a mail address at character 6 of messages[1].content, an IP address at character 6 of source");
        PrivateRow.Redacted redacted = PrivateRow.redacted(fields, metadata, "messages");
        assertThat(redacted.fields().get("messages")).contains("I am [MAIL]").doesNotContain("ana@");
        assertThat(redacted.metadata().get("source")).isEqualTo(Json.of("from [IP_ADDRESS]"));
        assertThat(PrivateRow.of(redacted.fields(), redacted.metadata(), "messages")
                        .places())
                .isEmpty();
    }

    /** Whatever a stranger sends: thirty times the length takes no more than some hundred times as long, by counting steps. */
    @Test
    void longTextsOfEveryPatternsLettersAreRead() {
        for (String part : List.of(
                "1",
                "1 ",
                "1.",
                "a@",
                "a.a@a.",
                "AKIA",
                "eyJ",
                "-----BEGIN PRIVATE KEY-----",
                "+1",
                "::",
                "password=")) {
            String text = part.repeat(32_768 / part.length());
            assertThat(PrivateScan.redacted(text, PrivateScan.of(text))).isNotEmpty();
        }
    }
}
