import { z } from 'zod'
import { taskRef } from '@/lib/tasks/schema'

export const listDependenciesInput = z.strictObject({ task: taskRef })
/** `task` waits for `dependsOn`, both by id or key. */
export const dependencyInput = z.strictObject({ task: taskRef, dependsOn: taskRef })
