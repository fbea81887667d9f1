/**
 * Other engines that compute a model's answers: servers that speak OpenAI's API with vLLM's endpoints for LoRA adapters. Their
 * tokens become answers here, scored again by this node's engine. What must stay true: only configured servers are called and
 * redirects are not followed; an answer moves to another server before its first token alone; an answer that is not whole,
 * or not what was asked for, fails and costs nothing.
 */
@NullMarked
package org.openledger.upstream;

import org.jspecify.annotations.NullMarked;
