import type { PostAnalysis } from '../post';
import { StoryIndex } from '../stories';
import { analysisOnThisThread, type AnalysisThread } from './analysis-thread';

/** The first analysis of each post: language and calls for help in the thread, copies here. */
export const postAnalysis = (thread: Pick<AnalysisThread, 'read'>): PostAnalysis => ({
	read: (texts) => thread.read(texts),
	stories: ({ incident, profile }, forgotten) =>
		new StoryIndex({ place: incident?.place ?? null, places: profile?.places ?? [] }, forgotten)
});

/** All of it on this thread: for tests, which need no other. */
export const analysisHere: PostAnalysis = postAnalysis(analysisOnThisThread());
