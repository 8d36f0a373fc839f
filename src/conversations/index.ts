/** The ONE conversation model (C1): receive → lane → commit → say; interactions; transcripts. */
export { type Assurance, assuranceOf, verifiedForMs } from "./assurance.ts";
export { missedAfterMs } from "./away.ts";
export type { Bot, Reply, TurnCause, TurnEffect, TurnInput, TurnOutcome } from "./bot.ts";
export { ChannelError, type Courier } from "./courier.ts";
export { type Draft, isBlocked } from "./draft.ts";
export { type ConversationEngine, type ConversationParts, createConversations, type Upkeep } from "./engine.ts";
export { endProof } from "./identity.ts";
export { type Address, conversationId, externalIdOf, inboundId } from "./ids.ts";
export { recallSeen } from "./mail-missed.ts";
export type { Mark } from "./marks.ts";
export type * from "./model.ts";
export { blockReasons, Conversations, channelNames, Interactions, languages, Messages } from "./model.ts";
export { newConversation } from "./new-conversation.ts";
export { writtenParts } from "./parts.ts";
export type { Inbound, Received } from "./receive.ts";
export type { Audience } from "./say.ts";
export { createSecrets } from "./secrets.ts";
export { type Template, templatePart } from "./templates.ts";
export {
	deliveryOf,
	episodesOf,
	findConversation,
	interactionsOf,
	messagesAfter,
	messagesBefore,
	type PlacedMessage,
	type Slice,
	timeLineOf,
} from "./transcript.ts";
