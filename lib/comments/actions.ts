'use server'
import { serverAction } from '@/lib/core/action'
import * as create from './commands/create-comment'
import * as edit from './commands/edit-comment'

export const createComment = serverAction(create.createComment)
export const editComment = serverAction(edit.editComment)
export const deleteComment = serverAction(edit.deleteComment)
