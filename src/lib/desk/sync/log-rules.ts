/** What the log of an incident means, what may be added to it, and what then waits or is late: fetched as one file. */
export { commandKind } from '$lib/domain/commands';
export { decide, noReferences } from '$lib/domain/core/command';
export { apply, readEvent, UnknownEvent } from '$lib/domain/events';
export { changesEarlierLines, changesEarlierPosts } from '$lib/domain/incident/masking';
export { overdueItems } from '$lib/domain/overview/overdue';
export { waitingReplies } from '$lib/domain/partner/question';
export { unreadSignals } from '$lib/domain/partner/signal';
export { postsArrived } from '$lib/domain/posts/post';
export { nextReport } from '$lib/domain/report/due';
export { waitingWork } from '$lib/domain/waiting/waiting-work';
export { DeskPost } from '$lib/domain/posts/entry/desk-post';
export { browserEnvironment } from '../outbox/browser-environment';
export { Outbox } from '../outbox/outbox';
export { asJson } from '../outbox/outbox-storage';
export { ontoOf } from '../outbox/put-onto';
export { stillStands, undoSteps } from '../outbox/undo';
export { socketTransport } from './transport';
