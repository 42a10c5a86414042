// The entry of the thread that reads texts and proposes labels: its own bundle.
import { serveJobs } from '$lib/server/platform/operations/thread-entry';
import type { AnalysisJob } from './jobs';
import { TextAnalysis } from './text-analysis';

const analysis = new TextAnalysis();
serveJobs((job: AnalysisJob) => analysis.answer(job));
