import { runTool } from './tool';

/** Lists the logs and their heads: the numbers that the printed reports name. */
await runTool('verify-log', async ({ sql }) => {
	const logs = await sql<
		{ id: string; headSeq: number; headHash: Buffer }[]
	>`select id, head_seq as "headSeq", head_hash as "headHash" from log order by id`;
	for (const { id, headSeq, headHash } of logs) process.stdout.write(`${id}  ${headSeq} lines  head ${headHash.toString('hex')}\n`);
	return 0;
});
