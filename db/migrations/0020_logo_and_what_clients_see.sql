ALTER TABLE "files" DROP CONSTRAINT "files_purpose";--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "client_sees" text DEFAULT 'comments' NOT NULL;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "logo_file_id" uuid;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "client_sees" text;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_purpose" CHECK ("files"."purpose" in ('proof', 'import', 'attachment', 'export', 'logo'));--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_client_sees" CHECK ("organizations"."client_sees" in ('progress', 'tasks', 'comments'));--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_client_sees" CHECK ("projects"."client_sees" in ('progress', 'tasks', 'comments'));--> statement-breakpoint

-- Deferred: an organization that is deleted for good takes its files first.
ALTER TABLE organizations ADD CONSTRAINT organizations_logo_fk FOREIGN KEY (id, logo_file_id) REFERENCES files (organization_id, id)
  DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint

-- Whether a project lets its client see so much: its own word, or the organization's.
CREATE FUNCTION app_client_sees(p_organization uuid, p_project uuid, p_what text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT CASE p_what WHEN 'tasks' THEN coalesce(p.client_sees, o.client_sees) <> 'progress'
    ELSE coalesce(p.client_sees, o.client_sees) = 'comments' END
  FROM projects p JOIN organizations o ON o.id = p.organization_id
  WHERE p.organization_id = p_organization AND p.id = p_project
$$;
--> statement-breakpoint

-- The logo is part of what a request knows of its organization.
GRANT CREATE ON SCHEMA public TO lobby_access;
SET ROLE lobby_access;
CREATE OR REPLACE FUNCTION app_member(p_organization uuid, p_member uuid) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object(
    'organization', jsonb_build_object('id', o.id, 'slug', o.slug, 'name', o.name, 'currency', o.currency,
      'timeZone', o.time_zone, 'locale', o.locale, 'requiredShareBp', o.required_share_bp, 'modulesOff', o.modules_off,
      'logo', o.logo_file_id),
    'member', jsonb_build_object('id', m.id, 'userId', m.user_id, 'name', m.name, 'email', m.email, 'owner', m.is_owner),
    'roles', coalesce((
      SELECT jsonb_agg(jsonb_build_object('key', r.key, 'name', r.name, 'permissions', r.permissions))
      FROM member_roles mr JOIN roles r ON r.organization_id = mr.organization_id AND r.id = mr.role_id AND r.active
      WHERE mr.organization_id = m.organization_id AND mr.member_id = m.id), '[]'),
    'teams', (SELECT count(*) FROM team_members t WHERE t.organization_id = m.organization_id AND t.member_id = m.id),
    'unread', (SELECT count(*) FROM (SELECT 1 FROM notifications n
      WHERE n.organization_id = m.organization_id AND n.member_id = m.id AND n.read_at IS NULL LIMIT 100) capped))
  FROM members m JOIN organizations o ON o.id = m.organization_id JOIN users u ON u.id = m.user_id
  WHERE m.organization_id = p_organization AND m.id = p_member AND m.status = 'active' AND o.status = 'active' AND u.disabled_at IS NULL
$$;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM lobby_access;
