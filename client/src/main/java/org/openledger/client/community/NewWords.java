package org.openledger.client.community;

import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.Example;
import org.openledger.client.shape.WhenAbsent;
import org.openledger.client.shape.Words;

/**
 * What somebody says about a contribution.
 *
 * @param act reviewers ask, and the rows that they name are held; the contributor answers; and appeals refused rows once, within 14 days
 * @param rows lines that it is about: those that are appealed have to be named
 * @param words in at most 2,000 characters, for the contributor and those who review
 * @param by who says it; the caller where this is absent
 */
public record NewWords(
        @Words({"ask", "answer", "appeal"}) @Example("\"ask\"")
        String act,

        @WhenAbsent("[]") @Example("[4]") List<Integer> rows,
        @Example("\"Where is this from?\"") String words,
        Optional<String> by) {}
