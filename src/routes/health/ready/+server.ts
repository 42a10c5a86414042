/** Whether the server is ready, and if not, which part is not and why. */
export async function GET({ locals: { program } }: { locals: Pick<App.Locals, 'program'> }): Promise<Response> {
	const problems = await program.problems();
	return Response.json({ ready: problems.length === 0, problems }, { status: problems.length === 0 ? 200 : 503 });
}
