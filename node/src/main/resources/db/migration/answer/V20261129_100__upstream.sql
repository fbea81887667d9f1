-- Which upstream computed the answer, and how likely it says that its tokens were, as JSON; null where this node computed it.
ALTER TABLE inference ADD COLUMN upstream TEXT;
