package org.openledger.client.shape;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parameter that is not supported: it is accepted only with a value that asks for nothing. Anything else is refused by
 * name, since an answer without it would not be the one that was asked for.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Neutral {
    /** The values that ask for nothing, each as JSON. */
    String[] value();
}
