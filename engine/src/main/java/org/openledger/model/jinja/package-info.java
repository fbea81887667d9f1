/**
 * Jinja as the chat templates of models use it: the language of jinja2 with its trimmed blocks, in the sandbox in which transformers
 * renders templates. A template is a file from anywhere, so parsing and rendering are bounded in depth, work and output, and reach
 * nothing but what they are given. Whatever of jinja2 is not here is refused by its name. Texts are counted in code points, as
 * Python counts them.
 */
@NullMarked
package org.openledger.model.jinja;

import org.jspecify.annotations.NullMarked;
