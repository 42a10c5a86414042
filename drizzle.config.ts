import { defineConfig } from 'drizzle-kit';

export default defineConfig({
	dialect: 'postgresql',
	schema: './src/lib/server/platform/database/schema.ts',
	out: './drizzle'
});
