DROP INDEX "roles_name_unique";--> statement-breakpoint
ALTER TABLE "roles" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "roles_name_unique" ON "roles" USING btree ("organization_id",lower("name")) WHERE deleted_at is null;--> statement-breakpoint
ALTER TABLE "roles" ADD CONSTRAINT "roles_deleted_is_off" CHECK ("roles"."deleted_at" is null or not ("roles"."active" or "roles"."builtin"));--> statement-breakpoint

-- Roles: what is deleted is held by nobody, and a client's role never gives more than a client may have.

-- Nobody takes a role out of use while somebody holds it or is invited with it; both sides lock the role's row.
CREATE FUNCTION app_role_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.deleted_at IS NOT NULL AND OLD.deleted_at IS NULL AND (
    EXISTS (
      SELECT 1 FROM member_roles mr JOIN members m ON m.organization_id = mr.organization_id AND m.id = mr.member_id
      WHERE mr.organization_id = NEW.organization_id AND mr.role_id = NEW.id AND m.status <> 'left')
    OR EXISTS (
      SELECT 1 FROM invitation_roles ir JOIN invitations i ON i.organization_id = ir.organization_id AND i.id = ir.invitation_id
      WHERE ir.organization_id = NEW.organization_id AND ir.role_id = NEW.id
        AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now())
  ) THEN
    RAISE EXCEPTION 'somebody holds this role or is invited with it' USING ERRCODE = 'LB005';
  END IF;
  IF TG_OP = 'UPDATE' AND (NEW.key, NEW.builtin) IS DISTINCT FROM (OLD.key, OLD.builtin) THEN
    RAISE EXCEPTION 'what a role is called by programs cannot change' USING ERRCODE = 'LB002';
  END IF;
  -- Whatever is wider than one's own, or of the organization's side, is no client's.
  IF NEW.key = 'client' AND (
    NEW.permissions ? 'organization' OR NEW.permissions ? 'crm'
    OR coalesce(NEW.permissions #> '{tasks,comments,view_internal}', 'false') <> 'false'
    OR jsonb_path_exists(NEW.permissions, '$.** ? (@ == "team" || @ == "all")')
  ) THEN
    RAISE EXCEPTION 'a client''s role gives what is the team''s' USING ERRCODE = 'LB006';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER role_change BEFORE INSERT OR UPDATE ON roles FOR EACH ROW EXECUTE FUNCTION app_role_change();
--> statement-breakpoint

CREATE FUNCTION app_role_is_there() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM roles r
    WHERE r.organization_id = NEW.organization_id AND r.id = NEW.role_id AND r.deleted_at IS NULL FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'this role was deleted' USING ERRCODE = 'LB007';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER role_is_there BEFORE INSERT ON member_roles FOR EACH ROW EXECUTE FUNCTION app_role_is_there();
CREATE TRIGGER role_is_there BEFORE INSERT ON invitation_roles FOR EACH ROW EXECUTE FUNCTION app_role_is_there();
--> statement-breakpoint

-- A role in the bin keeps its place in the trail; nothing removes its row.
REVOKE DELETE ON roles FROM lobby_app;
