/**
 * The terms of the page: what each is called, and what it means in a sentence or two. Column heads, labels and the glossary are
 * made of them; the name of an entry is its place in the glossary.
 */
export interface Word {
  label: string;
  help: string;
}

export const WORDS = {
  datanet: {
    label: "Datanet",
    help: "A collection of rows that people contribute under one licence. Its owner accepts rows and publishes them as numbered versions.",
  },
  row: {
    label: "Row",
    help: "One piece of contributed text. A salted hash of it stands under the root of a version on chain, so that it can be proven and still be erased.",
  },
  version: {
    label: "Version",
    help: "The accepted rows of a Datanet at one time. A model is trained on versions, and the root of each is on chain.",
  },
  model: {
    label: "Model",
    help: "The base model with an adapter that was fine-tuned on versions of Datanets.",
  },
  run: {
    label: "Run",
    help: "One fine-tuning: its data, settings, loss, and the extra trainings that measure each contributor's effect.",
  },
  receipt: {
    label: "Receipt",
    help: "The signed record of one answer: who shaped it, how much, and what each was paid. Your browser can check it.",
  },
  epoch: {
    label: "Epoch",
    help: "A group of answers that are settled together on chain. When it closes, held pay is released or returned.",
  },
  operator: {
    label: "Operator",
    help: "Whoever runs this node. The operator signs receipts and keeps accounts for people without a wallet.",
  },
  share: {
    label: "Share",
    help: "A contributor's part of the credit for an answer. Contributors, base model and unattributed always make 100 %.",
  },
  effect: {
    label: "Effect",
    help: "How much likelier the answer is with a contributor's rows than without them, in nats; one nat is a factor of 2.7. We measure it by training the model again without those rows, so it is exact for the model that answered.",
  },
  interval: {
    label: "90 % interval",
    help: "The range that holds nine of ten effects if the same rows are learnt with another seed: from another start, in another order. We find it by training with other seeds. Older receipts have the range of resamplings of the answer's tokens. An interval that crosses zero may be chance.",
  },
  base: {
    label: "Base model",
    help: "The part of the answer that was already probable before fine-tuning.",
  },
  support: {
    label: "Support",
    help: "How far a contributor's rows say what the answer says, for the question that was asked. Rows can shape an answer that none of them says; that part of a share is unattributed.",
  },
  carried: {
    label: "Says of it",
    help: "How much of what the answer says stands in the contributor's rows for that question, whoever caused it. A row can say an answer that it did not cause, and cause one that it does not say. Support begins where this is more than likeness.",
  },
  unattributed: {
    label: "Unattributed",
    help: "Learned in fine-tuning, but not traceable to one contributor, or shaped by rows of which none says it. Its pay goes to the shared fund.",
  },
  sure: {
    label: "Sure",
    help: "The part of the credit that stays in place in nine of ten resamplings of the answer's tokens. After an unstable training run nothing is sure.",
  },
  paid: {
    label: "Paid",
    help: "The pay for the part of a share that we are statistically sure of. It is due at once.",
  },
  held: {
    label: "Held",
    help: "The rest of a share's pay. When the epoch ends, its audit adds up the contributor's answers and releases what they support together. Harm done to other answers is taken off first; what is not released goes to the shared fund.",
  },
  commons: {
    label: "Shared fund",
    help: "Money of a Datanet as a whole, from the parts of answers that belong to nobody in particular.",
  },
  quoted: {
    label: "Word for word",
    help: "Tokens of the answer that appear in a contributor's rows in runs of six or more. They are evidence beside the shares, and change none of them.",
  },
  nearness: {
    label: "Nearness",
    help: "How close a row is to an answer, by the words they have in common. It divides a contributor's pay among their rows; it is no cause by itself.",
  },
  value: {
    label: "Value",
    help: "How much a contributor's rows lowered the loss on rows that the run held out and nobody trained on, in thousandths of a nat a token.",
  },
  heldOut: {
    label: "Held-out rows",
    help: "Rows that a run does not learn, so that its model can be measured on them.",
  },
  perplexity: {
    label: "Perplexity",
    help: "How many tokens the model is undecided between, on average, at each token of a text: e to the power of its mean loss. Lower is better.",
  },
  exactMatch: {
    label: "Exact match",
    help: "The part of the answers that are the expected ones, letter case, punctuation, articles and spaces aside, as SQuAD measures it.",
  },
  f1: {
    label: "F1 of words",
    help: "How far an answer has the words of the expected one and no others, as SQuAD measures it: 100 % where it has the same words.",
  },
  deposit: {
    label: "Deposit",
    help: "OPEN in escrow that pays for an account's questions.",
  },
  open: {
    label: "OPEN",
    help: "The currency of this ledger. One OPEN is 1,000,000,000 gwei.",
  },
  log: {
    label: "Log",
    help: "The public, append-only list of everything signed here. Its root is anchored on chain, so that nothing in it can be changed unseen.",
  },
} satisfies Record<string, Word>;

export type Term = keyof typeof WORDS;
