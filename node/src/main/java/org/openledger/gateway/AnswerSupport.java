package org.openledger.gateway;

import org.openledger.answer.AnsweredBy;
import org.openledger.answer.Inference;
import org.openledger.verify.Receipt;

/** How far rows and sources carry what an answer says, as its receipt will say it. */
public interface AnswerSupport {
    /** Whether answers of a model can be looked at already. */
    boolean isReady(AnsweredBy model);

    /**
     * The largest support that any contributor gives an answer, in parts per million.
     *
     * @throws GatewayException when it cannot be found
     */
    int ppm(Inference answered);

    /** How an answer's fee is divided: what is withheld is not charged its data part. */
    Receipt.SplitBps split(Inference answered);
}
