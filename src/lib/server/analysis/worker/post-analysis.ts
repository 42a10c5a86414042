import type { PostAnalysis } from '../post';
import { analysisOnThisThread, type AnalysisThread } from './analysis-thread';
import { storiesOnThisThread, type StoryThread } from './story-thread';

/** The first analysis of each post: language and calls for help in one thread, copies in another. */
export const postAnalysis = (
	thread: Pick<AnalysisThread, 'read'>,
	stories: Pick<StoryThread, 'begin'>
): PostAnalysis => ({
	read: (texts) => thread.read(texts),
	stories: ({ incident, profile }, forgotten) =>
		stories.begin({ place: incident?.place ?? null, places: profile?.places ?? [] }, forgotten)
});

/** All of it on this thread: for tests, which need no other. */
export const analysisHere: PostAnalysis = postAnalysis(analysisOnThisThread(), storiesOnThisThread());
