// The entry of the thread that groups posts into stories: its own bundle.
import { serveJobs } from '$lib/server/platform/operations/thread-entry';
import { StoryGroups } from './story-groups';
import type { StoryJob } from './story-jobs';

// Nobody else has work here, so a job is never cut into slices.
const groups = new StoryGroups(Infinity);
serveJobs((job: StoryJob) => groups.answer(job));
