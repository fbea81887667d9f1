package org.openledger.notification;

/**
 * How a try ended.
 *
 * @param arrived whether the target has it
 * @param over whether trying again would not help
 * @param detail for who set the target up
 */
record Sent(boolean arrived, boolean over, String detail) {
    private static final int MAX_DETAIL = 200;

    Sent {
        detail = detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL);
    }

    static Sent arrived(String detail) {
        return new Sent(true, false, detail);
    }

    static Sent later(String detail) {
        return new Sent(false, false, detail);
    }

    static Sent never(String detail) {
        return new Sent(false, true, detail);
    }
}
