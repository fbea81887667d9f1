package org.openledger.datanet.privacy;

import com.google.re2j.Pattern;
import java.util.List;

/**
 * How a secret is written.
 *
 * @param sign what stands in every text that has one: without it the pattern is not looked for
 * @param pattern of which the first group is the secret
 */
record SecretPattern(PrivateKind kind, String what, String sign, Pattern pattern) {
    private static final String EDGE = "(?:^|[^A-Za-z0-9_])";
    private static final int FEWEST_OF_PASSWORD = 6;

    /** What opens something, by who gave it out. */
    static final List<SecretPattern> ALL = List.of(
            new SecretPattern(
                    PrivateKind.PRIVATE_KEY,
                    "a private key",
                    "PRIVATE KEY",
                    Pattern.compile(
                            "(-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----(?s:.*?)(?:-----END (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----|$))")),
            new SecretPattern(
                    PrivateKind.TOKEN,
                    "a JSON web token",
                    "eyJ",
                    Pattern.compile(EDGE + "(eyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{10,})")),
            key("Amazon", "A", "(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}|(?:AKIA|ASIA)[A-Z0-9]{16}"),
            key("GitHub", "gh", "gh[pousr]_[A-Za-z0-9]{36,255}"),
            key("GitHub", "github_pat_", "github_pat_[A-Za-z0-9_]{60,255}"),
            key("GitLab", "glpat-", "glpat-[A-Za-z0-9_-]{20,64}"),
            key("Slack", "xox", "xox[abeoprs]-[A-Za-z0-9-]{10,250}"),
            key(
                    "Slack",
                    "hooks.slack.com",
                    "https://hooks\\.slack\\.com/services/T[A-Z0-9]{6,}/B[A-Z0-9]{6,}/[A-Za-z0-9]{16,}"),
            key("Google", "AIza", "AIza[A-Za-z0-9_-]{35}"),
            key("Google", "GOCSPX-", "GOCSPX-[A-Za-z0-9_-]{28}"),
            key("Anthropic", "sk-ant-", "sk-ant-[A-Za-z0-9_-]{32,200}"),
            key("OpenAI", "sk-", "sk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{32,200}"),
            key("Stripe", "k_", "(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,128}"),
            key("SendGrid", "SG.", "SG\\.[A-Za-z0-9_-]{16,32}\\.[A-Za-z0-9_-]{32,64}"),
            key("Mailgun", "key-", "key-[0-9a-f]{32}"),
            key("Mailchimp", "-us", "[0-9a-f]{32}-us[0-9]{1,2}"),
            key("Twilio", "SK", "SK[0-9a-f]{32}"),
            key("npm", "npm_", "npm_[A-Za-z0-9]{36}"),
            key("PyPI", "pypi-", "pypi-[A-Za-z0-9_-]{50,250}"),
            key("Hugging Face", "hf_", "hf_[A-Za-z0-9]{30,40}"),
            key("DigitalOcean", "_v1_", "do[opr]_v1_[0-9a-f]{64}"),
            key("Shopify", "shp", "shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}"),
            key("Square", "sq0", "sq0(?:atp|csp)-[A-Za-z0-9_-]{22,43}"),
            key("Telegram", ":AA", "[0-9]{8,10}:AA[A-Za-z0-9_-]{33}"),
            key("Azure", "AccountKey=", "AccountKey=[A-Za-z0-9+/]{86}=="),
            key("Databricks", "dapi", "dapi[0-9a-f]{32}"),
            key("Linear", "lin_api_", "lin_api_[A-Za-z0-9]{40}"),
            key("Notion", "ntn_", "ntn_[A-Za-z0-9]{40,50}"),
            key("Figma", "figd_", "figd_[A-Za-z0-9_-]{40,60}"),
            key("Postman", "PMAK-", "PMAK-[0-9a-f]{24}-[0-9a-f]{34}"),
            key("Docker", "dckr_pat_", "dckr_pat_[A-Za-z0-9_-]{27}"),
            key("Vault", "hvs.", "hvs\\.[A-Za-z0-9_-]{24,120}"),
            key("Grafana", "glsa_", "glsa_[A-Za-z0-9]{32}_[0-9a-fA-F]{8}"),
            key("New Relic", "NRAK-", "NRAK-[A-Z0-9]{27}"),
            key("Groq", "gsk_", "gsk_[A-Za-z0-9]{52}"),
            key("Replicate", "r8_", "r8_[A-Za-z0-9]{37}"),
            key("Atlassian", "ATATT3", "ATATT3[A-Za-z0-9_=-]{60,250}"));

    private static final String CALLED =
            "(?:pass(?:word|wort|wd|phrase)|pwd|kennwort|contrase(?:ñ|n)a|mot de passe|senha|wachtwoord|hasło|пароль|密码|密碼|パスワード|비밀번호|"
                    + "api[_-]?key|secret|access[_-]?key|private[_-]?key|auth[_-]?token|access[_-]?token|client[_-]?secret)";

    /** What is said to be a password or a key. */
    static final Pattern SAID = Pattern.compile(
            "(?i)" + CALLED
                    + "[A-Za-z0-9_-]{0,24}[\"'`]?(?:\\s{0,3}[:=：]{1,2}\\s{0,3}|\\s(?:is|ist|est|es|é|это)\\s)[\"'`]?([^\\s\"'`,;<>]{6,128})");

    private static SecretPattern key(String of, String sign, String form) {
        return new SecretPattern(
                PrivateKind.ACCESS_KEY,
                "an access key of " + of,
                sign,
                Pattern.compile(EDGE + "(" + form + ")(?:[^A-Za-z0-9]|$)"));
    }

    /** Whether what is said to be a password looks like one: letters and digits or signs, and no reference to a place of one. */
    static boolean isPassword(String value) {
        boolean letters = value.chars().anyMatch(Character::isLetter);
        boolean digits = value.chars().anyMatch(Character::isDigit);
        boolean reference = value.startsWith("$")
                || value.startsWith("%")
                || value.startsWith("{")
                || value.startsWith("[")
                || value.contains("(")
                || value.contains("...")
                || value.toLowerCase(java.util.Locale.ROOT)
                        .matches(".*(?:your|example_|environ|process\\.env|getenv|xxxx|\\*\\*\\*).*");
        return value.length() >= FEWEST_OF_PASSWORD
                && letters
                && digits
                && !reference
                && bitsPerCharacter(value) >= 2.2;
    }

    /** The entropy of how often each character stands in a text (Shannon 1948). */
    static double bitsPerCharacter(String text) {
        int[] counts = new int[128];
        for (int i = 0; i < text.length(); i++) {
            counts[text.charAt(i) & 127]++;
        }
        double bits = 0;
        for (int count : counts) {
            if (count > 0) {
                double part = (double) count / text.length();
                bits -= part * Math.log(part) / Math.log(2);
            }
        }
        return bits;
    }
}
