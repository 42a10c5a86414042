/** What the log of an incident means and what may be added to it: fetched as one file. */
export { commandKind } from '$lib/domain/commands';
export { apply, readEvent, UnknownEvent } from '$lib/domain/events';
export { changesEarlierLines, changesEarlierPosts } from '$lib/domain/incident/masking';
export { postsArrived } from '$lib/domain/posts/post';
export { waitingWork } from '$lib/domain/waiting/waiting-work';
export { stillStands, undoSteps } from '../outbox/undo';
