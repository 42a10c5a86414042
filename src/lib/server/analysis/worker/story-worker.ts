// The entry of the thread that groups posts into stories: its own bundle.
import { serveJobs } from '$lib/server/platform/operations/thread-entry';
import { StoryGroups } from './story-groups';
import type { StoryJob } from './story-jobs';

// This thread has no other work, so jobs are not split into slices.
const groups = new StoryGroups(Infinity);
serveJobs((job: StoryJob) => groups.answer(job));
