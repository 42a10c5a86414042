import { z } from 'zod';

// Our policy forbids making code from text; zod would try it once, and each page would report that.
z.config({ jitless: true });
