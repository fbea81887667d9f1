/** What is said in more than one place. */
export const SAYS = {
  tagline: "See whose data shaped an answer, and what they were paid for it",
  private:
    "Only the person who asked (and the operator) can read this answer. Which rows it rests on, and where, is private too: that would tell what it says. Anyone can verify the receipt, its shares and its payments.",
  privateOwn:
    "Your rows supported this answer. You see your own rows and which of their words the answer has. Question, answer and other people's rows are private.",
  privateRows: "Which rows these are is private: it would tell what the answer says.",
  privateCredit:
    "Single rows are shown to the person who contributed them and to the operator: how a row's credit changes from one answer to the next would tell what people asked. Sign in to see yours.",
  privateUses:
    "You see answers that you asked for, and all answers if the row is yours. For others it is private which answers a row supported.",
  erasedAnswer:
    "Question, answer and the rows behind them were erased. Receipt, payments and log stay, and go on verifying.",
  erased: "The text of this row is not public or was erased. Its hash stays in the proof.",
  previous: "Previous",
  next: "Next",
} as const;
