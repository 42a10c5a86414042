// The entry of the thread that reads texts: its own bundle.
import { serveJobs } from '$lib/server/operations/thread-entry';
import { readTexts } from './read-texts';

serveJobs(readTexts);
