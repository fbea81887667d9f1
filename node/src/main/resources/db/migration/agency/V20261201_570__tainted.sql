-- Asked before every call: whether a family was given anything that a stranger may have written.
CREATE INDEX agent_action_tainted ON agent_action (root) WHERE trusted = 0;
