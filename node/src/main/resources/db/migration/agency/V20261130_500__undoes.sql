-- The action that a call undoes.
ALTER TABLE agent_action ADD COLUMN undoes TEXT;
CREATE INDEX agent_action_undoes ON agent_action (undoes);
