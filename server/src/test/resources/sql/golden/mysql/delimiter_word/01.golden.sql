-- 2:1
SELECT 'go' ; SELECT `go`
