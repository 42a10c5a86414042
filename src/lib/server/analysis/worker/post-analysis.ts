import type { PostAnalysis } from '../post';
import { analysisOnThisThread, type AnalysisThread } from './analysis-thread';
import { storiesOnThisThread, type StoryThread } from './story-thread';

/** The analysis of new posts: language and calls for help in one thread, grouping into stories in another. */
export const postAnalysis = (
	thread: Pick<AnalysisThread, 'read'>,
	stories: Pick<StoryThread, 'begin'>
): PostAnalysis => ({
	read: (texts) => thread.read(texts),
	stories: ({ incident, profile }, forgotten) =>
		stories.begin({ place: incident?.place ?? null, places: profile?.places ?? [] }, forgotten)
});

/** The same analysis on the current thread, for tests. */
export const analysisHere: PostAnalysis = postAnalysis(analysisOnThisThread(), storiesOnThisThread());
